namespace MlNetCnn.Docs.Tests;

/// <summary>Code that people copy from the documentation.</summary>
public class CodeTests
{
    public static TheoryData<string> PagesWithCSharp => [.. DocumentationFile.All.Where(path => CSharpProgram.Of(new(path)).Any())];

    public static TheoryData<string> PagesThatRun => [.. DocumentationFile.All.Where(path => CSharpProgram.Of(new(path)).Any(p => p.IsRun))];

    [Theory]
    [MemberData(nameof(PagesWithCSharp))]
    public void CSharp_OfAPage_Compiles(string page) => Assert.All(CSharpProgram.Of(new(page)), program => program.Compile());

    [Theory]
    [MemberData(nameof(PagesThatRun))]
    public void CSharp_ThatSaysItRuns_RunsBesideTheBundledData(string page)
    {
        var folder = Directory.CreateTempSubdirectory("mlnetcnn-docs-");
        Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "data"), DocumentationFile.In("data"));
        var (before, output) = (Environment.CurrentDirectory, Console.Out);
        try
        {
            Environment.CurrentDirectory = folder.FullName;
            foreach (var program in CSharpProgram.Of(new(page)).Where(p => p.IsRun))
            {
                using var written = new StringWriter();
                Console.SetOut(written);

                program.Compile().EntryPoint!.Invoke(null, [Array.Empty<string>()]);

                Assert.NotEmpty(written.ToString());
                if (program.Text.Contains("SaveOnnx", StringComparison.Ordinal))
                    Assert.All(["model.zip", "model.onnx"], file => Assert.True(new FileInfo(file).Length > 0));
            }
        }
        finally
        {
            Console.SetOut(output);
            Environment.CurrentDirectory = before;
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void CSharp_ThatIsNotCompiled_SaysSoToTheReader()
    {
        foreach (var block in DocumentationFile.All.SelectMany(path => new DocumentationFile(path).Blocks).Where(b => b.Language == "csharp"))
        {
            Assert.Contains(block.Info, (string[])["", "run", "not-compiled"]);
            Assert.Equal(block.Info == "not-compiled", block.Text.StartsWith("// Not compiled here: ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Json_OfANetwork_IsReadAndPlanned()
    {
        var json = Assert.Single(new DocumentationFile("src/Docs/how-to/own-network.md").Blocks, b => b.Language == "json").Text;

        Assert.Equal(new TensorShape(10), Architecture.FromJson(json).Plan(new(1, 28, 28), 10).Layers[^1].Output);
    }
}

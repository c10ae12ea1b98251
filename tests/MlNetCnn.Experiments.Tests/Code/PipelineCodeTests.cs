using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MlNetCnn.Experiments.Tests;

/// <summary>Programs write where they are: the process's folder is theirs meanwhile.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class PipelineCodeTests(Workplace workplace) : IClassFixture<Workplace>
{
    private const string ImplicitUsings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;";

    [Fact]
    public void Program_OfARunOfAnOwnNetwork_GivesTheSameModelToTheByte()
    {
        var request = workplace.Request(
            ("epochs", "1"), ("flip", "true"), ("crop-padding", "1"), ("schedule", "cosine:warm-up=0.1"), ("normalization", "measured"),
            ("class-weights", "top=2,bottom=0.5"), ("freeze", "conv"), ("optimizer", "adamw"));
        var folder = new RunFolder(workplace.In("run"));
        Directory.CreateDirectory(folder.Path);
        var result = new RunExecution(folder, request) { Tell = _ => { } }.Execute(CancellationToken.None)!;

        var output = Run(PipelineCode.Of(request), workplace.In("program"));

        // The program does not name its data in the model.
        var model = CnnModel.Load(folder.Onnx);
        Assert.Equal(new CnnModel(model.Plan, model.Weights, model.ClassNames, model.Preprocessing).ToOnnx(), File.ReadAllBytes(workplace.In("program", "model.onnx")));
        Assert.Contains($"{result.Test!.Accuracy:p1}", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Program_OfEverySettingThatIsText_Compiles()
    {
        var everything = new Dictionary<string, string>
        {
            ["preset"] = "book",
            ["seed"] = "-3",
            ["learning-rate"] = "1e-5",
            ["schedule"] = "one-cycle:rise=0.2",
            ["reduce-on-plateau"] = "factor=0.5",
            ["normalization"] = "mean=0.5/0.4/0.3:std=0.2/0.2/0.2",
            ["class-weights"] = "balanced",
            ["memory-budget"] = "4GiB",
            ["augmentation"] = "none",
            ["channels-last"] = "true",
            ["precision"] = "float32",
            ["train-metrics"] = "evaluated",
            ["freeze"] = "a,b",
            ["patience"] = "2",
            ["unknown"] = "on",
            ["validation-fraction"] = "0.25",
            ["best-by"] = "accuracy",
            ["device"] = "cpu",
            ["weight-average"] = "0.999",
        };
        var request = new RunRequest
        {
            Architecture = Architectures.Find("vgg11/4"),
            Data = "fashion-mnist",
            Strangers = "mnist",
            Images = ImageSettings.Format(new() { Size = (32, 48), Channels = 3, Resize = ResizeMode.Pad, BadImages = BadImageAction.Fail, TestFraction = 0.1 }),
        }.With(everything);

        var code = PipelineCode.Of(request);

        Compile(code);
        Assert.Contains("Architectures.Find(\"vgg11/4\")", code, StringComparison.Ordinal);
        Assert.All(["Size = (32, 48),", "Resize = ResizeMode.Pad,", "TestFraction = 0.1,"], part => Assert.Contains(part, code, StringComparison.Ordinal));
    }

    [Fact]
    public void Networks_DescribedInFull_MeanTheSameNetworks()
    {
        Architecture[] networks = [.. Architectures.All.Select(e => e.Create() with { Name = "my " + e.Name })];
        var code = $"using MlNetCnn;\nArchitecture[] all = {CSharpLiteral.Of(networks)};\nConsole.Write(string.Join('|', all.Select(n => n.ToJson())));";

        Assert.Equal(networks, Run(code, workplace.In("networks")).Split('|').Select(Architecture.FromJson));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("\"quoted\" \\ back\nnew line\0 \u2028 ☃ \ud83d\ude00 {0}")]
    public void Text_OfAnyCharacters_MeansThem(string text)
    {
        Assert.Equal(text, Run($"Console.Write({CSharpLiteral.Text(text)});", workplace.In("texts")));
    }

    private static string Run(string code, string folder)
    {
        Directory.CreateDirectory(folder);
        var (directory, output) = (Environment.CurrentDirectory, Console.Out);
        try
        {
            using var written = new StringWriter();
            Console.SetOut(written);
            Environment.CurrentDirectory = folder;
            Compile(code).EntryPoint!.Invoke(null, [Array.Empty<string>()]);
            return written.ToString();
        }
        finally
        {
            Console.SetOut(output);
            Environment.CurrentDirectory = directory;
        }
    }

    private static Assembly Compile(string code)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            $"Pipeline{Guid.NewGuid():n}",
            [CSharpSyntaxTree.ParseText(code), CSharpSyntaxTree.ParseText(ImplicitUsings)],
            references,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success, $"{string.Join('\n', result.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning))}\n\n{code}");
        return Assembly.Load(stream.ToArray());
    }
}

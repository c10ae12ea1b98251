using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MlNetCnn.Training.Tests;

/// <summary>
/// Every C# sample of the README compiles and runs as it stands there. The web app is a project of its own and has its own tests.
/// </summary>
public partial class ReadmeTests
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading;";

    private static readonly string Root = FindRoot();

    public static TheoryData<int> Samples => [.. Enumerable.Range(0, Texts().Length)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_AsItStandsInTheReadme_CompilesAndRuns(int sample)
    {
        var folder = Directory.CreateTempSubdirectory("mlnetcnn-readme-");
        Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "data"), Path.Combine(Root, "data"));
        var before = Environment.CurrentDirectory;
        var output = Console.Out;
        try
        {
            using var written = new StringWriter();
            Console.SetOut(written);
            Environment.CurrentDirectory = folder.FullName;

            Compile(Texts()[sample]).EntryPoint!.Invoke(null, [Array.Empty<string>()]);

            Assert.NotEmpty(written.ToString());
            if (Texts()[sample].Contains("model.zip", StringComparison.Ordinal))
                Assert.All(["model.zip", "model.onnx"], file => Assert.True(new FileInfo(file).Length > 0));
        }
        finally
        {
            Console.SetOut(output);
            Environment.CurrentDirectory = before;
            folder.Delete(recursive: true);
        }
    }

    private static string[] Texts() =>
    [
        .. CSharpBlock().Matches(File.ReadAllText(Path.Combine(Root, "README.md"))).Select(m => m.Groups[1].Value)
            .Where(text => !text.Contains("WebApplication", StringComparison.Ordinal)),
    ];

    private static Assembly Compile(string text)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            $"Readme{Guid.NewGuid():n}",
            [CSharpSyntaxTree.ParseText(text), CSharpSyntaxTree.ParseText(ImplicitUsings)],
            references,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication));
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        return Assembly.Load(stream.ToArray());
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MlNetCnn.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("MlNetCnn.sln was not found above the tests.");
        return folder.FullName;
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();
}

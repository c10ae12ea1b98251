using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MlNetCnn.Docs.Tests;

/// <summary>C# of a page that belongs together: a block that begins with a using directive, and those after it that go on with it.</summary>
internal sealed partial class CSharpProgram
{
    private static readonly string[] Namespaces =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    private static readonly string[] WebNamespaces =
        ["Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting"];

    private CSharpProgram(string text, bool isRun) => (Text, IsRun) = (text, isRun);

    public string Text { get; }

    public bool IsRun { get; }

    public static IEnumerable<CSharpProgram> Of(DocumentationFile page)
    {
        var programs = new List<CSharpProgram>();
        foreach (var block in page.Blocks.Where(b => b.Language == "csharp" && b.Info != "not-compiled"))
        {
            if (programs.Count == 0 || UsingDirective().IsMatch(block.Text))
                programs.Add(new(block.Text, block.Info == "run"));
            else
                programs[^1] = new(programs[^1].Text + block.Text, programs[^1].IsRun || block.Info == "run");
        }
        return programs;
    }

    /// <summary>The assembly; one without statements of its own is a library.</summary>
    public Assembly Compile()
    {
        var tree = CSharpSyntaxTree.ParseText(Text);
        var usings = Text.Contains("WebApplication", StringComparison.Ordinal) ? [.. Namespaces, .. WebNamespaces] : Namespaces;
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var isProgram = tree.GetCompilationUnitRoot().Members.Any(m => m is GlobalStatementSyntax);
        var compilation = CSharpCompilation.Create(
            $"Sample{Guid.NewGuid():n}",
            [tree, CSharpSyntaxTree.ParseText(string.Concat(usings.Select(u => $"global using {u};")))],
            references,
            new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Append<object>(Text)));
        return Assembly.Load(stream.ToArray());
    }

    [GeneratedRegex(@"\Ausing [\w.]+;", RegexOptions.Multiline)]
    private static partial Regex UsingDirective();
}

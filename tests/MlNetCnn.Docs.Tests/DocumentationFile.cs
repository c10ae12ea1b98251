using System.Text.RegularExpressions;

namespace MlNetCnn.Docs.Tests;

/// <summary>A page that people read: the README, a package's README or a page of the site.</summary>
internal sealed partial class DocumentationFile(string path)
{
    private static readonly string[] Generated = ["bin", "obj", "api", "reference", "_site"];

    /// <summary>Their paths in the repository.</summary>
    public static IEnumerable<string> All { get; } =
    [
        "README.md",
        "CONTRIBUTING.md",
        .. Directory.EnumerateDirectories(Site.File(".."), "MlNetCnn*").Select(project => Path.Combine(project, "README.md")).Where(File.Exists).Select(Relative),
        .. Directory.EnumerateFiles(Site.File(), "*.md", SearchOption.AllDirectories)
            .Where(file => !Generated.Contains(Path.GetRelativePath(Site.File(), file).Split(Path.DirectorySeparatorChar)[0])).Select(Relative),
    ];

    public string Text { get; } = File.ReadAllText(In(path)).ReplaceLineEndings("\n");

    public string Folder => Path.GetDirectoryName(In(path))!;

    public IEnumerable<CodeBlock> Blocks => Fence().Matches(Text).Select(m => new CodeBlock(m.Groups["language"].Value, m.Groups["info"].Value, m.Groups["text"].Value));

    /// <summary>The text without code: neither blocks nor what stands between backticks.</summary>
    public string Prose => Code().Replace(Fence().Replace(Text, ""), "");

    public IEnumerable<string> InlineCode => Code().Matches(Fence().Replace(Text, "")).Select(m => m.Value.Trim('`'));

    public static string In(string path) => Site.File("..", "..", path);

    private static string Relative(string file) => Path.GetRelativePath(Site.File("..", ".."), file).Replace('\\', '/');

    [GeneratedRegex(@"^```(?<language>[\w-]*) ?(?<info>[^\n]*)\n(?<text>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex("`[^`]+`")]
    private static partial Regex Code();

    public sealed record CodeBlock(string Language, string Info, string Text);
}

using System.Text.RegularExpressions;

namespace MlNetCnn.Docs.Tests;

/// <summary>Links within the repository lead somewhere, whether they are read on the site or in the repository.</summary>
public partial class LinkTests
{
    public static TheoryData<string> Pages => [.. DocumentationFile.All];

    private static readonly HashSet<string> Generated = [.. ReferencePages.All().Select(page => Site.File("reference", page.Path)), Site.File("api", "toc.yml")];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_OfAPage_LeadToFilesAndHeadings(string page)
    {
        var file = new DocumentationFile(page);
        Assert.Equal([], Link().Matches(file.Prose).Select(m => m.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal)).Where(target => !Exists(file, target)));
    }

    [Theory]
    [InlineData("concepts/data.md#what-train-chooses", true)]
    [InlineData("concepts/data.md#what-nobody-chooses", false)]
    [InlineData("concepts/nothing.md", false)]
    [InlineData("reference/cli/train.md", true)]
    [InlineData("reference/cli/fly.md", false)]
    public void Exists_OfALink_IsWhetherItLeadsSomewhere(string target, bool exists) =>
        Assert.Equal(exists, Exists(new("src/Docs/index.md"), target));

    [Fact]
    public void Readme_IsShort() => Assert.InRange(new DocumentationFile("README.md").Text.Split('\n').Length, 1, 150);

    [Fact]
    public void Contents_OfAFolder_NameItsPages()
    {
        foreach (var contents in (string[])["get-started", "concepts", "how-to", "figures"])
        {
            var named = File.ReadAllLines(Site.File(contents, "toc.yml")).Select(line => line.Trim()).Where(line => line.StartsWith("href: ", StringComparison.Ordinal));
            Assert.Equal(
                Directory.GetFiles(Site.File(contents), "*.md").Select(Path.GetFileName).Order(StringComparer.Ordinal),
                named.Select(line => line["href: ".Length..]).Order(StringComparer.Ordinal));
        }
    }

    private static bool Exists(DocumentationFile from, string target)
    {
        var parts = target.Split('#');
        var path = parts[0].Length == 0 ? null : Path.GetFullPath(Path.Combine(from.Folder, parts[0]));
        if (path is not null && Generated.Contains(path))
            return true;
        if (path is not null && !Path.Exists(path))
            return false;
        var text = path is null ? from.Text : parts.Length == 1 ? "" : File.ReadAllText(path);
        return parts.Length == 1 || Heading().Matches(text).Any(m => Anchor(m.Groups["title"].Value) == parts[1]);
    }

    private static string Anchor(string title) => NoAnchor().Replace(title.ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (?<title>[^\n]+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w -]")]
    private static partial Regex NoAnchor();
}

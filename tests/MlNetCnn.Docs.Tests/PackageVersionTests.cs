using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MlNetCnn.Docs.Tests;

public class PackageVersionTests
{
    private static readonly Dictionary<string, string> Versions = XDocument.Load(DocumentationFile.In("Directory.Packages.props")).Descendants("PackageVersion")
        .ToDictionary(p => (string)p.Attribute("Include")!, p => (string)p.Attribute("Version")!);

    public static TheoryData<string> Pages => [.. DocumentationFile.All.Where(page => Named(page).Any())];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Version_ThatAPageNames_IsTheOneWeBuildWith(string page) =>
        Assert.All(Named(page), package => Assert.Equal(Versions[package.Name], package.Version));

    /// <summary>A package of ours or not, followed by a version.</summary>
    private static IEnumerable<(string Name, string Version)> Named(string page) => Versions.Where(p => !p.Value.StartsWith('$'))
        .SelectMany(p => Regex.Matches(new DocumentationFile(page).Text, $@"(?<![\w.]){Regex.Escape(p.Key)} (?:--version )?(\d+(?:\.\d+)+)").Select(m => (p.Key, m.Groups[1].Value)));
}

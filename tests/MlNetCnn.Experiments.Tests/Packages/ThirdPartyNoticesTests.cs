using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MlNetCnn.Experiments.Tests;

public class ThirdPartyNoticesTests
{
    [Fact]
    public void Notices_OfWhatTheSourcesReference_ListEachPackageOnceAndNoOther()
    {
        string[] projects = [Repository.File("Directory.Build.targets"), Repository.File("src", "MlNetCnn.Experiments", "Packages.props"), .. Directory.EnumerateDirectories(Repository.File("src")).SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj"))];
        var referenced = projects.SelectMany(p => XDocument.Load(p).Descendants("PackageReference")).Select(r => (string?)r.Attribute("Include")).OfType<string>();
        var listed = File.ReadLines(Repository.File("THIRD-PARTY-NOTICES.txt"))
            .Select(line => Regex.Match(line, @"^([\w.-]+) {2,}\S+")).Where(m => m.Success).Select(m => m.Groups[1].Value).Where(name => name != "ONNX");

        Assert.Equal(referenced.Distinct().Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }
}

using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace MlNetCnn.Experiments.Tests;

[Collection(PackageCollection.Name)]
public sealed class PackageTests(PackageFeed feed)
{
    // Pretrained weights and templates have no code.
    private static readonly string[] WithCode = [.. PackageFeed.Libraries.Except(["MlNetCnn.Pretrained"])];

    // The managed assembly of ONNX Runtime is called as the native package; apps with image columns, or that convert pipelines to ONNX, bring the others.
    private static readonly string[] Pinned =
    [
        .. XDocument.Load(Repository.File("Directory.Packages.props")).Descendants("PackageVersion").Select(v => (string)v.Attribute("Include")!).Except(["Microsoft.ML.OnnxRuntime", "Microsoft.ML.ImageAnalytics", "Microsoft.ML.OnnxConverter"]),
    ];

    [Fact]
    public void Pack_OfTheLibraries_LocksThemToEachOtherNamesNoPinAndBringsTheNotices()
    {
        var versions = PackageFeed.Libraries.Select(library => Nuspec(feed.Package(library))).ToDictionary(n => n.Id, n => n.Dependencies);
        Assert.Equal(PackageFeed.Libraries, versions.Keys.Order(StringComparer.Ordinal));
        foreach (var (id, dependencies) in versions)
        {
            var own = References(id, "ProjectReference").Select(Path.GetFileNameWithoutExtension).ToArray();
            var packages = References(id, "PackageReference");
            Assert.Equal(own.Concat(packages).Order(StringComparer.Ordinal), dependencies.Keys.Order(StringComparer.Ordinal));
            Assert.All(own, other => Assert.Matches(@"^\[\d+\.\d+\.\d+[^,]*\]$", dependencies[other!]));
            // Of what comes along an app gets the oldest version that fits: not the pinned one that the code was compiled against.
            Assert.Empty(Pinned.Intersect(Used(id)).Except(WithOwn(id).SelectMany(i => versions[i].Keys)));
            IEnumerable<string> WithOwn(string one) => [one, .. versions[one].Keys.Intersect(PackageFeed.Libraries).SelectMany(WithOwn)];
        }
    }

    [Fact]
    public void Pack_OfEachProject_BringsItsOwnReadmeItsIconItsDocumentationAndItsSymbols()
    {
        foreach (var id in PackageFeed.Libraries.Append("MlNetCnn.Templates"))
        {
            using var package = ZipFile.OpenRead(feed.Package(id));
            Assert.Equal(new FileInfo(Repository.File("src", id, "README.md")).Length, package.GetEntry("README.md")?.Length);
            Assert.NotNull(package.GetEntry("icon.png"));
            Assert.Equal(WithCode.Contains(id), package.GetEntry($"lib/net10.0/{id}.xml") is not null);
        }
        foreach (var id in WithCode)
        {
            using var package = ZipFile.OpenRead(feed.Package(id));
            using var symbols = ZipFile.OpenRead(feed.Package(id, "snupkg"));
            Assert.Equal(Files(package, ".dll"), Files(symbols, ".pdb"));
        }

        static IEnumerable<string> Files(ZipArchive package, string extension) =>
            package.Entries.Select(e => e.FullName).Where(name => name.EndsWith(extension, StringComparison.Ordinal)).Select(name => name[..^4]).Order(StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("-p:PublishAot=true", true)]
    [InlineData("-p:PublishTrimmed=true;TrimMode=full;JsonSerializerIsReflectionEnabledByDefault=true", true)]
    [InlineData("-p:PublishTrimmed=true;TrimMode=partial", true)]
    [InlineData("-p:PublishTrimmed=true;TrimMode=partial;JsonSerializerIsReflectionEnabledByDefault=true", false)]
    [InlineData("-p:PublishSingleFile=true", false)]
    public async Task Publish_TrimmedWithWhatIsLookedAtAtRunTime_IsRefusedWithTheSettingsThatWork(string properties, bool isRefused)
    {
        var (exitCode, output) = await DotNet.RunAsync(feed.In(), "msbuild", Repository.File("src", "MlNetCnn", "MlNetCnn.targets"), "-t:RefuseFullTrimming", properties, "-nologo");

        Assert.Equal(isRefused, exitCode != 0);
        Assert.Equal(isRefused, output.Contains("set TrimMode to partial and JsonSerializerIsReflectionEnabledByDefault to true", StringComparison.Ordinal));
    }

    // Of the project and of the files that it imports; what is private to it is inside its package.
    private static IEnumerable<string> References(string id, string kind)
    {
        var project = XDocument.Load(Repository.File("src", id, $"{id}.csproj"));
        return project.Descendants("Import").Select(i => XDocument.Load(Repository.File("src", id, (string)i.Attribute("Project")!))).Append(project)
            .SelectMany(p => p.Descendants(kind)).Where(r => (string?)r.Attribute("PrivateAssets") is null or "none").Select(r => (string)r.Attribute("Include")!);
    }

    private string[] Used(string id)
    {
        using var package = ZipFile.OpenRead(feed.Package(id));
        using var assembly = new MemoryStream();
        if (package.GetEntry($"lib/net10.0/{id}.dll") is not { } library)
            return []; // brings along others only
        using (var entry = library.Open())
            entry.CopyTo(assembly);
        assembly.Position = 0;
        using var file = new PEReader(assembly);
        var names = file.GetMetadataReader();
        return [.. names.AssemblyReferences.Select(r => names.GetString(names.GetAssemblyReference(r).Name))];
    }

    private static (string Id, Dictionary<string, string> Dependencies) Nuspec(string path)
    {
        using var package = ZipFile.OpenRead(path);
        Assert.NotNull(package.GetEntry("THIRD-PARTY-NOTICES.txt"));
        using var stream = package.Entries.Single(e => e.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        var root = XDocument.Load(stream).Root!;
        var ns = root.Name.Namespace;
        var id = root.Descendants(ns + "id").First().Value;
        Assert.Equal(id == "MlNetCnn", package.GetEntry("buildTransitive/MlNetCnn.targets") is not null);
        return (id, root.Descendants(ns + "dependency").ToDictionary(d => (string)d.Attribute("id")!, d => (string)d.Attribute("version")!));
    }
}

using System.Diagnostics;
using System.IO.Compression;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace MlNetCnn.Experiments.Tests;

public sealed class PackageTests : IDisposable
{
    private static readonly string Configuration = typeof(PackageTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private static readonly string[] Libraries = ["MlNetCnn", "MlNetCnn.Pretrained", "MlNetCnn.Textbook", "MlNetCnn.Training"];

    // The managed assembly of ONNX Runtime is called as the native package; apps with image columns bring the other.
    private static readonly string[] Pinned =
    [
        .. XDocument.Load(Repository.File("Directory.Packages.props")).Descendants("PackageVersion").Select(v => (string)v.Attribute("Include")!).Except(["Microsoft.ML.OnnxRuntime", "Microsoft.ML.ImageAnalytics"]),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetcnn-packages-").FullName;

    [Fact]
    public async Task Pack_OfTheLibraries_LocksThemToEachOtherNamesNoPinAndBringsTheNotices()
    {
        await Task.WhenAll(Libraries.Select(Pack));

        var versions = Directory.EnumerateFiles(_folder, "*.nupkg").Select(Nuspec).ToDictionary(n => n.Id, n => n.Dependencies);
        Assert.Equal(Libraries, versions.Keys.Order(StringComparer.Ordinal));
        foreach (var (id, dependencies) in versions)
        {
            var project = XDocument.Load(Repository.File("src", id, $"{id}.csproj"));
            var own = project.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension((string)r.Attribute("Include")!)).ToArray();
            var packages = project.Descendants("PackageReference").Where(r => (string?)r.Attribute("PrivateAssets") is null or "none").Select(r => (string)r.Attribute("Include")!);
            Assert.Equal(own.Concat(packages).Order(StringComparer.Ordinal), dependencies.Keys.Order(StringComparer.Ordinal));
            Assert.All(own, other => Assert.Matches(@"^\[\d+\.\d+\.\d+[^,]*\]$", dependencies[other]));
            // Of what comes along an app gets the oldest version that fits: not the pinned one that the code was compiled against.
            Assert.Empty(Pinned.Intersect(Used(id)).Except(WithOwn(id).SelectMany(i => versions[i].Keys)));
            IEnumerable<string> WithOwn(string one) => [one, .. versions[one].Keys.Intersect(Libraries).SelectMany(WithOwn)];
        }
    }

    [Theory]
    [InlineData("-p:PublishAot=true", true)]
    [InlineData("-p:PublishTrimmed=true;TrimMode=full;JsonSerializerIsReflectionEnabledByDefault=true", true)]
    [InlineData("-p:PublishTrimmed=true;TrimMode=partial", true)]
    [InlineData("-p:PublishTrimmed=true;TrimMode=partial;JsonSerializerIsReflectionEnabledByDefault=true", false)]
    [InlineData("-p:PublishSingleFile=true", false)]
    public async Task Publish_TrimmedWithWhatIsLookedAtAtRunTime_IsRefusedWithTheSettingsThatWork(string properties, bool isRefused)
    {
        var (exitCode, output) = await Dotnet("msbuild", Repository.File("src", "MlNetCnn", "MlNetCnn.targets"), "-t:RefuseFullTrimming", properties, "-nologo");

        Assert.Equal(isRefused, exitCode != 0);
        Assert.Equal(isRefused, output.Contains("set TrimMode to partial and JsonSerializerIsReflectionEnabledByDefault to true", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string[] Used(string id)
    {
        using var package = ZipFile.OpenRead(Directory.GetFiles(_folder, $"{id}.?.*.nupkg").Single());
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

    private async Task Pack(string library)
    {
        var (exitCode, output) = await Dotnet("pack", Repository.File("src", library), "--no-build", "-c", Configuration, "-o", _folder, "-nologo", "-v:q", "-nodeReuse:false");
        Assert.True(exitCode == 0, output);
    }

    private static async Task<(int ExitCode, string Output)> Dotnet(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
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

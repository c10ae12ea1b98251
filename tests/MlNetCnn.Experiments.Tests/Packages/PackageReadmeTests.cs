using System.Text.RegularExpressions;
using MlNetCnn.Tests;

namespace MlNetCnn.Experiments.Tests;

/// <summary>An empty console app, the packages that a package's README names and the C# that it shows, outside of this repository.</summary>
[Collection(PackageCollection.Name)]
public partial class PackageReadmeTests(PackageFeed feed)
{
    [Theory]
    [InlineData("MlNetCnn", @"^class \d \d+\.\d ?%\nclass \d \d+\.\d ?%\n$")]
    [InlineData("MlNetCnn.Training", @"^(dark|light) \d+\.\d ?%\n$")]
    [InlineData("MlNetCnn.Pretrained", @"^training accuracy 100\.0 ?%\n$")]
    [InlineData("MlNetCnn.Textbook", @"9: loss 0\.\d+, kernel (?!.*differs)")]
    public async Task App_AsTheReadmeSays_BuildsFromPackagesAndRuns(string package, string output)
    {
        var readme = File.ReadAllText(Repository.File("src", package, "README.md"));
        var folder = $"{package}.App";
        await feed.RunAsync("", "new", "console", "-o", folder, "--no-restore");
        var project = feed.In(folder, $"{folder}.csproj");
        File.WriteAllText(project, File.ReadAllText(project).Replace("</Project>", $"<ItemGroup>{Block(readme, "xml")}</ItemGroup></Project>", StringComparison.Ordinal));
        File.WriteAllText(feed.In(folder, "Program.cs"), Block(readme, "csharp"));
        Photos.Write(feed.In(folder));
        if (package == "MlNetCnn")
            File.WriteAllBytes(feed.In(folder, "model.onnx"), RandomModels.Create(Architectures.LeNet(), new(1, 28, 28), classes: 2).ToOnnx());

        // libtorch is half a gigabyte: linked, not copied.
        var written = await feed.RunAsync(folder, "run", "-p:CreateHardLinksForCopyLocalIfPossible=true");

        Assert.Matches(new Regex(output, RegexOptions.Singleline), written);
        if (package == "MlNetCnn.Training")
            Assert.All(["model.zip", "model.onnx"], file => Assert.True(new FileInfo(feed.In(folder, file)).Length > 0));
    }

    private static string Block(string readme, string language) => CodeBlock().Matches(readme).First(m => m.Groups[1].Value == language).Groups[2].Value;

    [GeneratedRegex("```(\\w+)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}

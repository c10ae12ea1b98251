using System.Globalization;

namespace MlNetCnn.Tests;

/// <summary>An app that scores with the scorer alone.</summary>
public class ScoringAppTests
{
    private static readonly PortableProcess App = new("ScoringApp");

    [Fact]
    public void App_InItsFolder_HasNothingOfTorch()
    {
        Assert.True(File.Exists(App.Path));
        Assert.DoesNotContain(
            Directory.EnumerateFiles(App.Folder, "*", SearchOption.AllDirectories),
            file => Path.GetFileName(file).Contains("torch", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(
            "torch", File.ReadAllText(Path.ChangeExtension(App.Path, ".deps.json")), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void App_OnAModelAndPixels_ScoresThem()
    {
        using var folder = new TemporaryFolder();
        var (onnx, pixels) = (folder.File("model.onnx"), Pictures.Rows(5).SelectMany(r => r.Bytes).ToArray());
        Pictures.Model.Save(onnx);

        var lines = App.Run(onnx, folder.Write("pixels", pixels)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(5, lines.Length);
        foreach (var (line, expected) in lines.Zip(Pictures.Expected(5)))
        {
            var likeliest = Array.IndexOf(expected, expected.Max());
            Assert.StartsWith($"class {likeliest} ", line);
            Assert.Equal(expected[likeliest], float.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture), 1e-5);
        }
    }
}

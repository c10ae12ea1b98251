using Microsoft.ML;
using MlNetCnn.Tests;
using SkiaSharp;
using EncodedImages = MlNetCnn.Tests.TestImages;

namespace MlNetCnn.Experiments.Tests;

public sealed class SampleAppTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetcnn-sample-").FullName;

    [Fact]
    public async Task Write_BesideAModelThatTakesPixels_IsAProgramThatNamesTheClassOfABlackImage()
    {
        var model = RandomModels.Create(new("digits", [new Flatten(), new Linear()]), new(1, 8, 8), 4);
        var ml = new MLContext();
        using (var transformer = ml.Cnn.FromModel(model))
            ml.Model.Save(transformer, PortableChain.NoRows(ml, model.Plan.Input, "Features", areImages: false).Schema, Path.Combine(_folder, "model.zip"));

        var output = await RunAsync(SampleApp.Write(_folder, model.Plan.Input, takesFiles: false));

        Assert.StartsWith($"{NameOf(model, new byte[64])} ", output, StringComparison.Ordinal);
        var (exitCode, refusal) = await DotNet.RunAsync(_folder, ["run", "--no-build", "--project", Path.Combine(_folder, SampleApp.Folder), "--", "photo.png"]);
        Assert.NotEqual(0, exitCode);
        Assert.Contains("This model takes pixels, not files", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_BesideAModelThatTakesFiles_IsAProgramThatNamesTheClassOfOne()
    {
        var model = RandomModels.Create(new("photos", [new Flatten(), new Linear()]), new(3, 8, 8), 4);
        using (var transformer = new MLContext().Cnn.FromModel(model))
            transformer.SaveForImageFiles(Path.Combine(_folder, "model.zip"));
        var photo = Write("photo.jpg", EncodedImages.Plain(8, 8, new(200, 30, 90), SKEncodedImageFormat.Jpeg));
        var sample = SampleApp.Write(_folder, model.Plan.Input, takesFiles: true);

        var output = await RunAsync(sample, photo);

        Assert.StartsWith($"{NameOf(model, ImageFile.Read(photo, model.Plan.Input).Pixels)} ", output, StringComparison.Ordinal);
        var turned = Write("turned.jpg", EncodedImages.WithOrientation(File.ReadAllBytes(photo), 6));
        Assert.Contains("turned.jpg' is stored turned (EXIF orientation), and its class may be wrong", await RunAsync(sample, turned), StringComparison.Ordinal);
        var glass = Write("glass.png", EncodedImages.Plain(8, 8, new(200, 30, 90, 0)));
        Assert.Contains("glass.png' may be transparent, and then its class may be wrong", await RunAsync(sample, glass), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(_folder, name), bytes);
        return Path.Combine(_folder, name);
    }

    private static string NameOf(CnnModel model, byte[] pixels)
    {
        var scores = new float[4];
        using var scorer = new CnnScorer(model);
        scorer.Score(pixels, scores);
        return model.ClassNames[Array.IndexOf(scores, scores.Max())];
    }

    // The last line: of the class and its probability, or of what is doubtful.
    private async Task<string> RunAsync(string sample, params string[] arguments)
    {
        var (exitCode, output) = await DotNet.RunAsync(_folder, ["run", "--project", sample, "--", .. arguments]);
        Assert.True(exitCode == 0, output);
        return output.Trim().Split('\n')[^1];
    }
}

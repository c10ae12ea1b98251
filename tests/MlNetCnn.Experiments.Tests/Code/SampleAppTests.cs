using Microsoft.ML;
using MlNetCnn.Tests;
using SkiaSharp;

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
        var photo = Path.Combine(_folder, "photo.png");
        using (var bitmap = new SKBitmap(8, 8))
        {
            bitmap.Erase(new SKColor(200, 30, 90));
            using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
            await File.WriteAllBytesAsync(photo, png.ToArray());
        }

        var output = await RunAsync(SampleApp.Write(_folder, model.Plan.Input, takesFiles: true), photo);

        Assert.StartsWith($"{NameOf(model, ImageFile.Read(photo, model.Plan.Input).Pixels)} ", output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string NameOf(CnnModel model, byte[] pixels)
    {
        var scores = new float[4];
        using var scorer = new CnnScorer(model);
        scorer.Score(pixels, scores);
        return model.ClassNames[Array.IndexOf(scores, scores.Max())];
    }

    // The line of the class and its probability.
    private async Task<string> RunAsync(string sample, params string[] arguments)
    {
        var (exitCode, output) = await DotNet.RunAsync(_folder, ["run", "--project", sample, "--", .. arguments]);
        Assert.True(exitCode == 0, output);
        return output.Trim().Split('\n')[^1];
    }
}

using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetCnn.Onnx.Proto;
using SkiaSharp;

namespace MlNetCnn.Tests;

/// <summary>Models that go from the path of an image file to a class's name, by ML.NET alone and with this library.</summary>
public sealed class ImageFileModelTests : IDisposable
{
    private static readonly PortableProcess App = new("PortableImageApp");

    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _ml = new(seed: 1);

    private string Zip => _folder.File("model.zip");

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Engine_WithAPath_GivesTheClassByName(int channels)
    {
        var model = Save(channels, ResizeMode.Stretch);
        var path = Photo(12, 9, 1);

        using var engine = _ml.Model.CreatePredictionEngine<Row, Named>(_ml.Model.Load(Zip, out var schema));
        var prediction = engine.Predict(new Row { ImagePath = path });

        var expected = Expected(model, path, ResizeMode.Stretch);
        Assert.Equal("ImagePath", Assert.Single(schema).Name);
        Assert.Equal(model.ClassNames[Array.IndexOf(expected, expected.Max())], prediction.PredictedLabel);
        // An image of the network's size comes through as it is.
        Pictures.AssertClose([expected], [prediction.Score], 1e-5);
    }

    [Theory]
    [InlineData(ResizeMode.Stretch)]
    [InlineData(ResizeMode.Crop)]
    [InlineData(ResizeMode.Pad)]
    public void Model_OfLargerPhotos_ScoresNearlyAsTrainingResizesThem(ResizeMode resize)
    {
        var model = Save(3, resize);
        string[] photos = [Photo(97, 40, 1), Photo(33, 80, 2)];

        var scores = _ml.Model.Load(Zip, out _).Transform(Rows(photos)).Scores();

        // The pixels differ by a few levels of 255.
        Pictures.AssertClose([.. photos.Select(photo => Expected(model, photo, resize))], scores, 0.02);
    }

    [Theory]
    [InlineData(1, ResizeMode.Stretch)]
    [InlineData(3, ResizeMode.Stretch)]
    [InlineData(3, ResizeMode.Crop)]
    [InlineData(3, ResizeMode.Pad)]
    public void Accelerate_OfIt_ResizesAsTraining(int channels, ResizeMode resize)
    {
        var model = Save(channels, resize);
        string[] photos = [Photo(97, 40, 1), Photo(33, 80, 2), Photo(12, 9, 3)];

        using var accelerated = _ml.Cnn.Accelerate(_ml.Model.Load(Zip, out _));
        var scored = accelerated.Transform(Rows(photos));

        Pictures.AssertClose([.. photos.Select(photo => Expected(model, photo, resize))], scored.Scores(), 1e-5);
        Assert.All(scored.GetColumn<string>("PredictedLabel"), name => Assert.Contains(name, model.ClassNames));
    }

    [Theory]
    [InlineData(1, ResizeMode.Stretch)]
    [InlineData(3, ResizeMode.Crop)]
    public void Save_OfItAccelerated_ResizesAsBefore(int channels, ResizeMode resize)
    {
        var model = Save(channels, resize);
        string[] photos = [Photo(97, 40, 1), Photo(33, 80, 2)];
        var scores = _ml.Model.Load(Zip, out var schema).Transform(Rows(photos)).Scores();
        using var accelerated = _ml.Cnn.Accelerate(_ml.Model.Load(Zip, out _));

        var again = _folder.File("again.zip");
        _ml.Model.Save(accelerated, schema, again);
        var loaded = _ml.Model.Load(again, out _);

        Pictures.AssertClose(scores, loaded.Transform(Rows(photos)).Scores(), 1e-5);
        using var exact = _ml.Cnn.Accelerate(loaded);
        Pictures.AssertClose([.. photos.Select(photo => Expected(model, photo, resize))], exact.Transform(Rows(photos)).Scores(), 1e-5);
    }

    [Fact]
    public void LoadModel_OfIt_TakesPixels()
    {
        var model = Save(3, ResizeMode.Crop);

        using var loaded = _ml.Cnn.LoadModel(Zip);

        Assert.Equal(("Features", model.Plan.Input), (loaded.FeatureColumnName, loaded.InputShape));
        Assert.Equal(model.ToOnnx(), loaded.Model.ToOnnx());
    }

    [Fact]
    public void App_WithoutThisLibrary_NamesTheClasses()
    {
        Save(3, ResizeMode.Stretch);
        string[] photos = [Photo(97, 40, 1), Photo(12, 9, 2)];
        var scored = _ml.Model.Load(Zip, out _).Transform(Rows(photos));

        var predictions = JsonSerializer.Deserialize<AppPrediction[]>(App.Run([Zip, .. photos]))!;

        Assert.Equal(scored.GetColumn<string>("PredictedLabel"), predictions.Select(p => p.Label));
        Pictures.AssertClose(scored.Scores(), [.. predictions.Select(p => p.Score)], 1e-5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Restore_OfItsGraph_TakesTheNetworksImagesAgain(int channels)
    {
        var model = Network(channels);
        var plain = ModelProto.Parser.ParseFrom(PortableGraph.Create(new PlannedGraph(model), [], "Features", "Pixels", "MlNetCnn.Index"));
        var files = ModelProto.Parser.ParseFrom(PortableGraph.Create(new PlannedGraph(model), [], "Features", "Pixels", "MlNetCnn.Index", takesImages: true, ResizeMode.Pad));
        Assert.NotEqual(plain.Graph, files.Graph);

        PortableGraph.Restore(plain.Graph);
        PortableGraph.Restore(files.Graph);

        Assert.Equal(plain.Graph, files.Graph);
    }

    [Fact]
    public void Save_NetworkOfTwoChannels_IsRefused()
    {
        using var transformer = _ml.Cnn.FromModel(Network(2));

        Assert.Contains("an image file has 3 channels, or 1 of gray", Assert.Throws<InvalidOperationException>(() => transformer.SaveForImageFiles(Zip)).Message);
    }

    public void Dispose() => _folder.Dispose();

    private static CnnModel Network(int channels) => RandomModels.Create(
        new("photos", [new Conv2d(4, 3) { Padding = 1 }, new ReLU(), new Flatten(), new Linear()]), new(channels, 9, 12), 3);

    private CnnModel Save(int channels, ResizeMode resize)
    {
        var model = Network(channels);
        using var transformer = _ml.Cnn.FromModel(model);
        transformer.SaveForImageFiles(Zip, resize);
        return model;
    }

    private static float[] Expected(CnnModel model, string path, ResizeMode resize)
    {
        using var scorer = new CnnScorer(model);
        var scores = new float[model.ClassNames.Length];
        scorer.Score(ImageFile.Read(path, model.Plan.Input, resize).Pixels, scores);
        return scores;
    }

    private IDataView Rows(IEnumerable<string> images) => _ml.Data.LoadFromEnumerable(images.Select(path => new Row { ImagePath = path }));

    // Smooth, as photos are.
    private string Photo(int width, int height, int seed)
    {
        using var bitmap = new SKBitmap(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
                bitmap.SetPixel(x, y, new SKColor(Wave((double)x / width, seed), Wave((double)y / height, seed + 1), Wave((double)(x + y) / (width + height), seed + 2)));
        }
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return _folder.Write($"{width}-{height}-{seed}.png", png.ToArray());

        static byte Wave(double place, int seed) => (byte)Math.Round(127.5 + (127.5 * Math.Sin(seed + (3 * place))));
    }

    private sealed class Row
    {
        public string ImagePath { get; set; } = "";
    }

    private sealed class Named
    {
        public string PredictedLabel { get; set; } = "";

        public float[] Score { get; set; } = [];
    }

    private sealed record AppPrediction(string Label, float[] Score);
}

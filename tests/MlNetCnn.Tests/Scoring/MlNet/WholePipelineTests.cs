using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using SkiaSharp;

namespace MlNetCnn.Tests;

/// <summary>From image files to names of classes, saved as one model: an app without this library scores it, and Accelerate speeds it up.</summary>
public sealed class WholePipelineTests : IDisposable
{
    private static readonly PortableProcess App = new("PortableImageApp");

    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _ml = new(seed: 1);
    private readonly CnnModel _network = RandomModels.Create(
        new("photos", [new Conv2d(4, 3) { Padding = 1 }, new ReLU(), new Flatten(), new Linear()]), new(3, 8, 10), 3);

    [Fact]
    public void App_WithASavedPipeline_PredictsAsThePipeline()
    {
        using var pipeline = Pipeline();
        var images = Images(6);
        var expected = pipeline.Transform(Rows(images));
        _ml.Model.Save(pipeline, Rows(images).Schema, _folder.File("pipeline.zip"));

        var predictions = JsonSerializer.Deserialize<AppPrediction[]>(App.Run([_folder.File("pipeline.zip"), .. images]))!;

        Pictures.AssertClose(expected.Scores(), [.. predictions.Select(p => p.Score)], 1e-5);
        Assert.Equal(expected.GetColumn<string>("Class"), predictions.Select(p => p.Label));
        Assert.True(predictions.Select(p => p.Score[0]).Distinct().Count() == 6);
        Assert.Empty(Directory.EnumerateFiles(App.Folder, "MlNetCnn.dll", SearchOption.AllDirectories));
    }

    [Fact]
    public void Accelerate_OfALoadedPipeline_ReplacesTheNetworkOnly()
    {
        using var pipeline = Pipeline();
        var images = Images(5);
        _ml.Model.Save(pipeline, Rows(images).Schema, _folder.File("pipeline.zip"));
        var loaded = _ml.Model.Load(_folder.File("pipeline.zip"), out _);
        var expected = (loaded.Transform(Rows(images)).Scores(), loaded.Transform(Rows(images)).GetColumn<string>("Class").ToArray());

        using var accelerated = _ml.Cnn.Accelerate(loaded, new() { BatchSize = 2 });

        Assert.Equal(
            ["ImageLoadingTransformer", "ImageResizingTransformer", "ImagePixelExtractingTransformer", "CnnTransformer", "KeyToValueMappingTransformer"],
            accelerated.Select(s => s.GetType().Name));
        Assert.Equal("Pixels", accelerated.OfType<CnnTransformer>().Single().FeatureColumnName);
        Pictures.AssertClose(expected.Item1, accelerated.Transform(Rows(images)).Scores(), 1e-5);
        Assert.Equal(expected.Item2, accelerated.Transform(Rows(images)).GetColumn<string>("Class"));
        using var engine = _ml.Model.CreatePredictionEngine<Row, Named>(accelerated, new PredictionEngineOptions { OwnsTransformer = false });
        Assert.Equal(expected.Item2[0], engine.Predict(new Row { ImagePath = images[0] }).Class);
    }

    [Fact]
    public void LoadModel_OfALongerPipeline_PointsToAccelerate()
    {
        using var pipeline = Pipeline();
        _ml.Model.Save(pipeline, Rows([]).Schema, _folder.File("pipeline.zip"));

        Assert.Contains(
            "holds a pipeline with other steps beside the network: load it with ml.Model.Load and pass that to ml.Cnn.Accelerate",
            Assert.Throws<InvalidDataException>(() => _ml.Cnn.LoadModel(_folder.File("pipeline.zip"))).Message);
    }

    public void Dispose() => _folder.Dispose();

    private TransformerChain<ITransformer> Pipeline()
    {
        var pixels = _ml.Transforms.LoadImages("Image", "", "ImagePath")
            .Append(_ml.Transforms.ResizeImages("Image", 10, 8, resizing: ImageResizingEstimator.ResizingKind.Fill))
            .Append(_ml.Transforms.ExtractPixels("Pixels", "Image"))
            .Fit(Rows([]));
        var network = _ml.Cnn.FromModel(_network, "Pixels", new() { Threads = 1 });
        var scored = network.Transform(pixels.Transform(Rows([])));
        return new TransformerChain<ITransformer>(pixels, network, _ml.Transforms.Conversion.MapKeyToValue("Class", "PredictedLabel").Fit(scored));
    }

    private IDataView Rows(IEnumerable<string> images) => _ml.Data.LoadFromEnumerable(images.Select(path => new Row { ImagePath = path }));

    private string[] Images(int count) => [.. Enumerable.Range(0, count).Select(i =>
    {
        using var bitmap = new SKBitmap(20 + i, 16);
        var random = new Random(i);
        for (var y = 0; y < bitmap.Height; y++)
        {
            for (var x = 0; x < bitmap.Width; x++)
                bitmap.SetPixel(x, y, new SKColor((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256)));
        }
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return _folder.Write($"{i}.png", png.ToArray());
    })];

    private sealed class Row
    {
        public string ImagePath { get; set; } = "";
    }

    private sealed class Named
    {
        public string Class { get; set; } = "";
    }

    private sealed record AppPrediction(string Label, float[] Score);
}

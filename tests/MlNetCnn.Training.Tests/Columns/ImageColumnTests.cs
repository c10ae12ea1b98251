using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using SkiaSharp;

namespace MlNetCnn.Training.Tests;

/// <summary>Columns of images from PNG files, as ML.NET's LoadImages gives them.</summary>
public sealed class ImageColumnTests : IDisposable
{
    private const int Height = 6, Width = 5;

    private static readonly TrainingOptions Options = Toys.Options with { Epochs = 2, FeatureColumn = "Image" };

    private readonly MLContext _ml = new(seed: 1);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlnetcnn-test-");

    [Theory]
    [InlineData(null)]
    [InlineData(0L)]
    public void Fit_ImagesOfAKnownSize_GivesTheWeightsOfTheirExtractedPixels(long? budget)
    {
        // Many more than the threads' queues hold, so that rows read out of order would show.
        var view = Resized(Rows(150));
        var pixels = _ml.Transforms.ExtractPixels("Image", "Image").Fit(view).Transform(view);
        using var expected = Fit(pixels, Options);

        using var actual = Fit(view, Options with { MemoryBudget = budget });

        Assert.Equal(new TensorShape(3, Height, Width), actual.InputShape);
        AssertSame(expected.Model.Weights, actual.Model.Weights);
        Assert.Equal(expected.Model.ClassNames.AsEnumerable(), actual.Model.ClassNames);
        Assert.Equal(Scores(expected.Transform(pixels)), Scores(actual.Transform(view)));
        Assert.Equal(view.Schema["Image"].Type, actual.FeatureColumnType);
    }

    [Fact]
    public void GetRowCursorSet_LoadedImages_GivesACursorForEachThread()
    {
        // What decoding on several threads rests on.
        var view = Resized(Rows(10));

        var cursors = view.GetRowCursorSet([view.Schema["Image"]], 2);

        Assert.Equal(2, cursors.Length);
        Assert.All(cursors, c => c.Dispose());
    }

    [Fact]
    public void Fit_ImagesOfAnySizeWithAnImageShape_GivesTheWeightsOfThoseOfAKnownSize()
    {
        var rows = Rows(20);
        using var expected = Fit(Resized(rows), Options);

        using var actual = Fit(Loaded(rows), Options with { ImageShape = new TensorShape(3, Height, Width) });

        AssertSame(expected.Model.Weights, actual.Model.Weights);
    }

    [Fact]
    public void Fit_OneChannel_ReadsGray()
    {
        var view = Resized(Rows(20));
        var gray = new List<GrayRow>();
        var colors = _ml.Transforms.ExtractPixels("Image", "Image").Fit(view).Transform(view);
        foreach (var (planes, label) in colors.GetColumn<float[]>("Image").Zip(colors.GetColumn<string>("Label")))
        {
            var bytes = Enumerable.Range(0, Height * Width).Select(i =>
                (byte)Math.Floor(((299 * planes[i]) + (587 * planes[i + (Height * Width)]) + (114 * planes[i + (2 * Height * Width)]) + 500) / 1000));
            gray.Add(new GrayRow { Image = [.. bytes], Label = label });
        }
        using var expected = Fit(_ml.Data.LoadFromEnumerable(gray), Options with { ImageShape = new TensorShape(1, Height, Width) });

        using var actual = Fit(view, Options with { ImageShape = new TensorShape(1, Height, Width) });

        AssertSame(expected.Model.Weights, actual.Model.Weights);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    public void Save_OfATransformerOfImages_TakesImagesInPlainMLNet(int channels)
    {
        var view = Resized(Rows(12));
        using var model = Fit(view, Options with { ImageShape = new TensorShape(channels, Height, Width) });
        var path = Path.Combine(_folder.FullName, "model.zip");
        _ml.Model.Save(model, view.Schema, path);

        var loaded = _ml.Model.Load(path, out _);
        using var fast = _ml.Cnn.LoadModel(path);

        AssertClose(Scores(model.Transform(view)), Scores(loaded.Transform(view)));
        // Images of a size that is not known beforehand too.
        AssertClose(Scores(model.Transform(view)), Scores(loaded.Transform(Loaded(Rows(12)))));
        Assert.Equal(Scores(model.Transform(view)), Scores(fast.Transform(view)));
        Assert.DoesNotContain(loaded.GetOutputSchema(view.Schema), c => c.Name.StartsWith("MlNetCnn.", StringComparison.Ordinal));
        using var accelerated = _ml.Cnn.Accelerate(loaded);
        Assert.Equal(Scores(model.Transform(view)), Scores(accelerated.Transform(view)));
        using var again = new MemoryStream();
        _ml.Model.Save(accelerated, view.Schema, again);
        AssertClose(Scores(model.Transform(view)), Scores(_ml.Model.Load(again, out _).Transform(view)));
    }

    [Fact]
    public void Fit_AnImageOfAnotherSize_NamesTheRowAndBothSizes()
    {
        var rows = Rows(40);
        rows[33].Path = Write("large", 8, 7, 1);

        var error = Assert.Throws<InvalidOperationException>(() => Fit(Loaded(rows), Options with { ImageShape = new TensorShape(3, Height, Width) }));

        Assert.Equal(
            "The image in column 'Image', row 34, is 7×8 (height×width), but 6×5 is needed: resize the images first, with ResizeImages(\"Image\", 5, 6).",
            error.Message);
    }

    [Fact]
    public void Transform_AnImageOfAnotherSize_NamesTheRowAndBothSizes()
    {
        var rows = Rows(12);
        using var model = Fit(Resized(rows), Options);
        rows[4].Path = Write("large", 8, 7, 1);

        var error = Assert.Throws<InvalidOperationException>(() => Scores(model.Transform(Loaded(rows))));

        Assert.Contains("row 5, is 7×8 (height×width), but 6×5 is needed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_ARowWithoutImage_NamesTheRow()
    {
        var rows = Rows(40);
        rows[7].Path = "";

        var error = Assert.Throws<InvalidOperationException>(() => Fit(Loaded(rows), Options with { ImageShape = new TensorShape(3, Height, Width) }));

        Assert.Equal("The column 'Image' has no image in row 8: remove such rows.", error.Message);
    }

    [Fact]
    public void Fit_AFileThatIsMissing_EndsWithMLNetsError()
    {
        var rows = Rows(200);
        rows[10].Path = Path.Combine(_folder.FullName, "nowhere.png");

        Assert.ThrowsAny<Exception>(() => Fit(Resized(rows), Options));
    }

    [Fact]
    public void Fit_ImagesInMemory_LeavesThemToTheApp()
    {
        var rows = Rows(12).Select(r => new LoadedRow { Image = MLImage.CreateFromFile(r.Path), Label = r.Label }).ToArray();
        var view = _ml.Data.LoadFromEnumerable(rows);
        using var expected = Fit(Resized(Rows(12)), Options);

        using var model = Fit(view, Options);
        using var again = Fit(view, Options);

        AssertSame(expected.Model.Weights, model.Model.Weights);
        AssertSame(model.Model.Weights, again.Model.Weights);
        Assert.Equal(Scores(expected.Transform(Resized(Rows(12)))), Scores(model.Transform(view)));
        Array.ForEach(rows, r => r.Image!.Dispose());
    }

    [Theory]
    [InlineData(null, "The feature column 'Image' has images of any size: resize them, with ResizeImages")]
    [InlineData("2x6x5", "ImageShape is 2×6×5, but the images of column 'Image' give 3×height×width, or 1×height×width for gray.")]
    public void Fit_ImageShapeThatDoesNotFit_SaysWhatToDo(string? shape, string told)
    {
        var options = Options with { ImageShape = shape is null ? null : new TensorShape([.. shape.Split('x').Select(int.Parse)]) };

        var error = Assert.Throws<ArgumentException>(() => Fit(Loaded(Rows(4)), options));

        Assert.StartsWith(told, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_ImageShapeOfAnotherSizeThanTheColumn_SaysBoth()
    {
        var error = Assert.Throws<ArgumentException>(() => Fit(Resized(Rows(4)), Options with { ImageShape = new TensorShape(3, 5, 6) }));

        Assert.Equal("ImageShape is 3×5×6, but the images of column 'Image' are 6×5 (height×width).", error.Message);
    }

    [Fact]
    public void Fit_Cancelled_Stops()
    {
        Assert.ThrowsAny<OperationCanceledException>(() => Fit(Resized(Rows(60)), Options with { CancellationToken = new CancellationToken(canceled: true) }));
    }

    [Fact]
    public void Append_ToLoadImages_PromisesWhatItGives()
    {
        var pipeline = _ml.Transforms.LoadImages("Image", "", "Path").Append(_ml.Transforms.ResizeImages("Image", Width, Height))
            .Append(_ml.Cnn.Classifier(Network, Options));

        var model = pipeline.Fit(_ml.Data.LoadFromEnumerable(Rows(12)));

        using var engine = _ml.Model.CreatePredictionEngine<FileRow, Scored>(model);
        Assert.Equal(3, engine.Predict(Rows(1)[0]).Score.Length);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static Architecture Network => Toys.Network(batchNorm: true);

    private static float[][] Scores(IDataView scored) => [.. scored.GetColumn<float[]>("Score")];

    private static void AssertSame(Weights expected, Weights actual) =>
        Assert.All(expected, w => Assert.True(w.Value.Values.Span.SequenceEqual(actual[w.Key].Values.Span), w.Key));

    private static void AssertClose(float[][] expected, float[][] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), rows => Assert.All(rows.First.Zip(rows.Second), s => Assert.Equal(s.First, s.Second, 1e-5)));
    }

    private CnnTransformer Fit(IDataView view, TrainingOptions options) => _ml.Cnn.Classifier(Network, options).Fit(view);

    private IDataView Loaded(FileRow[] rows)
    {
        var files = _ml.Data.LoadFromEnumerable(rows);
        return _ml.Transforms.LoadImages("Image", "", "Path").Fit(files).Transform(files);
    }

    // All files have this size already.
    private IDataView Resized(FileRow[] rows)
    {
        var images = Loaded(rows);
        return _ml.Transforms.ResizeImages("Image", Width, Height).Fit(images).Transform(images);
    }

    private FileRow[] Rows(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new FileRow { Path = Write($"{i}", Width, Height, i), Label = Toys.Classes[i % 3] })];

    private string Write(string name, int width, int height, int seed)
    {
        var path = Path.Combine(_folder.FullName, $"{name}.png");
        var random = new Random(seed);
        using var bitmap = new SKBitmap(width, height);
        for (var i = 0; i < width * height; i++)
            bitmap.SetPixel(i % width, i / width, new SKColor((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256)));
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(path, png.ToArray());
        return path;
    }

    private sealed class FileRow
    {
        public string Path { get; set; } = "";

        public string Label { get; set; } = "";
    }

    private sealed class LoadedRow
    {
        [ImageType(Height, Width)]
        public MLImage? Image { get; set; }

        public string Label { get; set; } = "";
    }

    private sealed class GrayRow
    {
        [VectorType(Height * Width)]
        public byte[] Image { get; set; } = [];

        public string Label { get; set; } = "";
    }

    private sealed class Scored
    {
        public float[] Score { get; set; } = [];
    }
}

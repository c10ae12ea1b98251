using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn.Training.Tests;

public class CnnTrainerTests
{
    private static readonly TrainingOptions Options = Toys.Options with { Epochs = 12 };

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Fit_ImagesThatCanBeLearned_LearnsThem()
    {
        using var model = _ml.Cnn.Classifier(Toys.Network(), Options).Fit(Toys.View(60));

        var metrics = _ml.MulticlassClassification.Evaluate(model.Transform(Toys.View(60, seed: 2)));

        Assert.True(metrics.MicroAccuracy > 0.95, $"accuracy {metrics.MicroAccuracy}");
    }

    [Fact]
    public void Fit_SameSeedTwice_GivesTheSameWeightsToTheBit()
    {
        using var one = _ml.Cnn.Classifier(Toys.Network(batchNorm: true), Options).Fit(Toys.View(30));
        using var two = _ml.Cnn.Classifier(Toys.Network(batchNorm: true), Options).Fit(Toys.View(30));
        using var other = _ml.Cnn.Classifier(Toys.Network(batchNorm: true), Options with { Seed = 2 }).Fit(Toys.View(30));

        Assert.Equal(Values(one), Values(two));
        Assert.NotEqual(Values(one), Values(other));
    }

    [Fact]
    public void Fit_KeyStringAndNumberLabels_NameTheSameClasses()
    {
        var images = Toys.Images(12);
        var texts = _ml.Data.LoadFromEnumerable(Rows(images).Select(r => new TextRow { Features = r.Pixels, Label = Toys.Classes[r.Label] }));
        var numbers = _ml.Data.LoadFromEnumerable(Rows(images).Select(r => new NumberRow { Features = r.Pixels, Label = 10 - r.Label }));

        using var ofKeys = Fit(images.ToDataView(_ml), null);
        using var ofTexts = Fit(texts, Toys.Shape);
        using var ofNumbers = Fit(numbers, Toys.Shape);

        Assert.Equal(["left", "top", "dark"], ofKeys.Model.ClassNames.ToArray());
        Assert.Equal(["dark", "left", "top"], ofTexts.Model.ClassNames.ToArray());
        Assert.Equal(["8", "9", "10"], ofNumbers.Model.ClassNames.ToArray());
    }

    [Fact]
    public void Fit_BytesAndTheSamePixelsAsSingles_GiveTheSameWeights()
    {
        var images = Toys.Images(12);
        var singles = _ml.Transforms.Conversion.ConvertType("Features", outputKind: DataKind.Single).Fit(images.ToDataView(_ml)).Transform(images.ToDataView(_ml));

        using var ofBytes = Fit(images.ToDataView(_ml), null);
        using var ofSingles = Fit(singles, null);

        Assert.Equal(Values(ofBytes), Values(ofSingles));
    }

    [Fact]
    public void GetOutputSchema_BeforeAndAfterFit_Agree()
    {
        var view = Toys.View(12);
        var trainer = _ml.Cnn.Classifier(Toys.Network(), Options with { Epochs = 1 });

        using var model = trainer.Fit(view);
        var promised = trainer.GetOutputSchema(ShapeOf(view));

        foreach (var column in model.GetOutputSchema(view.Schema).Where(c => !c.IsHidden))
        {
            var shape = promised.Single(c => c.Name == column.Name);
            Assert.Equal(column.Type is KeyDataViewType, shape.IsKey);
            Assert.Equal(column.Type is VectorDataViewType ? SchemaShape.Column.VectorKind.Vector : SchemaShape.Column.VectorKind.Scalar, shape.Kind);
        }
    }

    [Fact]
    public void CrossValidate_Works()
    {
        var results = _ml.MulticlassClassification.CrossValidate(Toys.View(60), _ml.Cnn.Classifier(Toys.Network(), Options), numberOfFolds: 3);

        Assert.All(results, r => Assert.True(r.Metrics.MicroAccuracy > 0.8, $"fold {r.Fold}: accuracy {r.Metrics.MicroAccuracy}"));
    }

    [Fact]
    public void Fit_SinglesOfZeroToOneWhere255WasPromised_Warns()
    {
        var warnings = new List<string>();
        _ml.Log += (_, e) =>
        {
            if (e.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Warning)
                warnings.Add(e.Message);
        };
        var unit = _ml.Data.LoadFromEnumerable(Rows(Toys.Images(12)).Select(r => new TextRow { Features = [.. r.Pixels.Select(p => p / 255)], Label = Toys.Classes[r.Label] }));

        using var promised = Fit(unit, Toys.Shape);
        Assert.Contains(warnings, w => w.Contains("set PixelScale to ZeroToOne", StringComparison.Ordinal));
        warnings.Clear();
        using var model = _ml.Cnn.Classifier(Toys.Network(), Options with { Epochs = 1, ImageShape = Toys.Shape, PixelScale = PixelScale.ZeroToOne }).Fit(unit);
        Assert.Empty(warnings);
        Assert.Equal(1, model.Model.Preprocessing.Scale);
    }

    [Fact]
    public void Fit_ColumnsThatDoNotFit_NamesTheColumnAndTheWayOut()
    {
        var view = Toys.View(6);
        var flat = _ml.Data.LoadFromEnumerable(Rows(Toys.Images(6)).Select(r => new TextRow { Features = r.Pixels, Label = "a" }));

        Assert.Equal(
            "There is no label column 'Class': the data has Features, Label; name the right one in LabelColumn.",
            Refused<ArgumentException>(Options with { LabelColumn = "Class" }, view));
        Assert.StartsWith("The feature column 'Label' is Key", Refused<ArgumentException>(Options with { FeatureColumn = "Label" }, view), StringComparison.Ordinal);
        Assert.StartsWith("The label column 'Features' is Vector", Refused<ArgumentException>(Options with { LabelColumn = "Features" }, view), StringComparison.Ordinal);
        Assert.EndsWith("set ImageShape, for example to new TensorShape(1, 28, 28).", Refused<ArgumentException>(Options, flat), StringComparison.Ordinal);
        Assert.Equal(
            "The feature column 'Features' has 36 values a row, but an image of 1×7×7 has 49.",
            Refused<ArgumentException>(Options with { ImageShape = new(1, 7, 7) }, flat));
        Assert.Equal(
            "The label column 'Label' has 1 class, but a classifier needs at least 2.",
            Refused<InvalidOperationException>(Options with { ImageShape = Toys.Shape }, flat));
    }

    [Fact]
    public void Fit_RowsThatAreMissingSomething_NamesTheRow()
    {
        var rows = Rows(Toys.Images(6)).Select(r => new TextRow { Features = r.Pixels, Label = Toys.Classes[r.Label] }).ToArray();
        rows[4] = new TextRow { Features = rows[4].Features, Label = "" };
        Assert.StartsWith("The label column 'Label' has a missing value in row 5",
            Refused<InvalidOperationException>(Options with { ImageShape = Toys.Shape }, _ml.Data.LoadFromEnumerable(rows)), StringComparison.Ordinal);
        rows[4] = new TextRow { Features = [.. rows[3].Features[..35], float.NaN], Label = "top" };
        Assert.StartsWith("The feature column 'Features' has a missing or infinite value in row 5",
            Refused<InvalidOperationException>(Options with { ImageShape = Toys.Shape }, _ml.Data.LoadFromEnumerable(rows)), StringComparison.Ordinal);
        Assert.StartsWith("There are no rows",
            Refused<InvalidOperationException>(Options with { ImageShape = Toys.Shape }, _ml.Data.LoadFromEnumerable(Array.Empty<TextRow>())), StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_ValidationLabelThatTrainingLacks_NamesIt()
    {
        var rows = Rows(Toys.Images(6)).Select(r => new TextRow { Features = r.Pixels, Label = Toys.Classes[r.Label] }).ToArray();
        var validation = _ml.Data.LoadFromEnumerable(rows.Append(new TextRow { Features = rows[0].Features, Label = "bottom" }));

        Assert.Equal(
            "The label column 'Label' has 'bottom' in row 7, which is none of the 3 classes trained on: dark, left, top.",
            Refused<InvalidOperationException>(Options with { ImageShape = Toys.Shape, ValidationData = validation }, _ml.Data.LoadFromEnumerable(rows)));
    }

    [Fact]
    public void Fit_ImagesTooSmallForTheNetwork_NamesTheLayer() =>
        Assert.Equal("conv2", Assert.Throws<LayerShapeException>(() => _ml.Cnn.LeNet().Fit(Toys.View(6))).Path);

    [Theory]
    [InlineData("cuda:99", "was found")]
    [InlineData("gpu", "use auto, cpu, cuda or cuda:N")]
    public void Fit_DeviceThatIsNotThere_SaysWhatIs(string device, string hint)
    {
        var message = Refused<ArgumentException>(Options with { Device = device }, Toys.View(6));
        Assert.True(message.Contains(hint, StringComparison.Ordinal) || message.Contains("were found", StringComparison.Ordinal), message);
    }

    [Fact]
    public void Constructor_OptionOutOfRange_NamesIt()
    {
        foreach (var (options, option) in new[]
        {
            (Options with { Epochs = 0 }, "Epochs is 0"),
            (Options with { BatchSize = 0 }, "BatchSize is 0"),
            (Options with { LearningRate = -1 }, "LearningRate is -1"),
            (Options with { LearningRate = double.NaN }, "LearningRate is NaN"),
            (Options with { Momentum = 1 }, "Momentum is 1"),
            (Options with { WeightDecay = -1 }, "WeightDecay is -1"),
            (Options with { ValidationFraction = 1 }, "ValidationFraction is 1"),
            (Options with { Patience = 3 }, "Patience is 3"),
            (Options with { Preset = "best" }, "no training preset 'best'"),
        })
        {
            Assert.Contains(option, Assert.ThrowsAny<ArgumentException>(() => _ml.Cnn.LeNet(options)).Message, StringComparison.Ordinal);
        }
    }

    private static float[] Values(CnnTransformer model) => [.. model.Model.Weights.OrderBy(w => w.Key, StringComparer.Ordinal).SelectMany(w => w.Value.Values.ToArray())];

    private static IEnumerable<(float[] Pixels, int Label)> Rows(ImageSet images) =>
        Enumerable.Range(0, images.Count).Select(i => (images.Image(i).ToArray().Select(p => (float)p).ToArray(), images.Labels[i]));

    // ML.NET keeps the way from a schema to its shape to itself.
    private static SchemaShape ShapeOf(IDataView view) =>
        (SchemaShape)typeof(SchemaShape).GetMethod("Create", System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!.Invoke(null, [view.Schema])!;

    private CnnTransformer Fit(IDataView view, TensorShape? shape) =>
        _ml.Cnn.Classifier(Toys.Network(), Options with { Epochs = 1, ImageShape = shape }).Fit(view);

    private string Refused<T>(TrainingOptions options, IDataView view)
        where T : Exception => Assert.ThrowsAny<T>(() => _ml.Cnn.Classifier(Toys.Network(), options).Fit(view)).Message;

    private sealed class TextRow
    {
        [VectorType(36)]
        public float[] Features { get; set; } = [];

        public string Label { get; set; } = "";
    }

    private sealed class NumberRow
    {
        [VectorType(36)]
        public float[] Features { get; set; } = [];

        public int Label { get; set; }
    }
}

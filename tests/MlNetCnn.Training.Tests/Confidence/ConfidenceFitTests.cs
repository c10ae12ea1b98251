using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn.Training.Tests;

public class ConfidenceFitTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Theory]
    [InlineData(99, null, false)]
    [InlineData(100, null, true)]
    [InlineData(30, true, true)]
    [InlineData(120, false, false)]
    public void Fit_OnEnoughValidationImages_IsCalibrated(int images, bool? calibrate, bool isCalibrated)
    {
        using var model = Fit(Toys.Options with { Epochs = 2, ValidationData = Toys.View(images, seed: 2), Calibrate = calibrate });

        Assert.Equal(isCalibrated, model.Model.Temperature != 1);
        Assert.Null(model.Model.KnownFrom);
    }

    [Fact]
    public void Fit_Calibrated_HasTheSameWeightsAndASmallerLogLoss()
    {
        var options = Toys.Options with { Epochs = 1, LearningRate = 0.003, ValidationData = Toys.View(150, seed: 2) };

        using var before = Fit(options with { Calibrate = false });
        using var after = Fit(options);

        Assert.Equal(before.Model.Weights["fc.weight"].Values.ToArray(), after.Model.Weights["fc.weight"].Values.ToArray());
        Assert.True(LogLoss(after) < LogLoss(before));
    }

    [Fact]
    public void Fit_WithUnknown_KeepsTheAskedShareAndPromisesItsColumns()
    {
        var options = Toys.Options with { Epochs = 2, ValidationData = Toys.View(60, seed: 2), Unknown = new() { Recall = 0.8 } };

        using var model = Fit(options);
        var scored = model.Transform(Toys.View(60, seed: 2));

        Assert.Equal(48, scored.GetColumn<bool>("IsKnown").Count(isKnown => isKnown));
        var promised = _ml.Cnn.Classifier(Toys.Network(), options).GetOutputSchema(ShapeOf(Toys.View(1)));
        Assert.Contains(promised, c => c.Name == "IsKnown");
        Assert.Contains(promised, c => c.Name == "PredictedClass");
    }

    [Fact]
    public void Fit_AgainstStrangersOrNoise_SeparatesThem()
    {
        var options = Toys.Options with { Epochs = 4, ValidationFraction = 0.3 };
        var gray = new ImageSet(Toys.Shape, Enumerable.Repeat((byte)110, 20 * Toys.Shape.Elements).ToArray(), [.. new int[20]], Toys.Classes).ToDataView(_ml);

        using var against = Fit(options with { Strangers = gray });
        using var noise = Fit(options with { Unknown = new() { Noise = true } });

        Assert.DoesNotContain(true, against.Transform(gray).GetColumn<bool>("IsKnown"));
        Assert.InRange(noise.Model.KnownFrom!.Value, 0.34f, 1);
    }

    [Fact]
    public void Fit_WithStrangersThatAreSurelyClassified_TellsThemByDistance()
    {
        var strips = new ImageSet(Toys.Shape, Enumerable.Range(0, 30 * Toys.Shape.Elements).Select(i => (byte)(i % 6 < 3 ? 255 : 0)).ToArray(), [.. new int[30]], Toys.Classes).ToDataView(_ml);
        var options = Toys.Options with { Epochs = 8, ValidationFraction = 0.3, Strangers = strips };

        using var model = Fit(options);
        using var byPrecision = Fit(options with { Strangers = null, Unknown = new() { Precision = 0.5 } });

        var scored = model.Transform(strips);
        Assert.All(scored.GetColumn<float[]>("Score"), scores => Assert.InRange(scores[0], 0.9f, 1));
        Assert.DoesNotContain(true, scored.GetColumn<bool>("IsKnown"));
        Assert.NotNull(model.Model.Familiarity);
        Assert.Null(byPrecision.Model.Familiarity);
    }

    [Fact]
    public void Fit_WithStrangersThatAreImagesOfTheClasses_WarnsThatTheyAreNotTold()
    {
        var warnings = Warnings();

        using var model = Fit(Toys.Options with { ValidationFraction = 0.3, Strangers = Toys.View(60, seed: 9) });

        Assert.Contains("IsKnown will often be wrong", Assert.Single(warnings));
    }

    [Fact]
    public void Fit_WithAClassCalledUnknown_IsRefused()
    {
        var named = new ImageSet(Toys.Shape, Toys.Images(30).Pixels.ToArray(), [.. Enumerable.Range(0, 30).Select(i => i % 3)], ["left", "top", "unknown"]).ToDataView(_ml);

        var e = Assert.Throws<InvalidOperationException>(() => _ml.Cnn.Classifier(Toys.Network(), Toys.Options with { Epochs = 1, ValidationFraction = 0.3, Unknown = new() }).Fit(named));

        Assert.Contains("rename it", e.Message);
    }

    [Fact]
    public void Fit_OfANetworkThatGuesses_IsNotCalibratedAndSaysSo()
    {
        var warnings = Warnings();
        var shuffled = new ImageSet(Toys.Shape, Toys.Images(150, seed: 2).Pixels.ToArray(), [.. Enumerable.Range(0, 150).Select(i => (i + 1) % 3)], Toys.Classes).ToDataView(_ml);

        using var model = Fit(Toys.Options with { Epochs = 4, ValidationData = shuffled });

        Assert.Equal(1, model.Model.Temperature);
        Assert.Contains("no better than guessing", Assert.Single(warnings));
    }

    [Fact]
    public void Options_WithoutValidationImages_AreRefused()
    {
        Assert.Contains("Calibrate is true, but must be left out without validation data", Assert.ThrowsAny<ArgumentException>(() => Fit(Toys.Options with { Calibrate = true })).Message);
        Assert.Contains("Unknown is given", Assert.ThrowsAny<ArgumentException>(() => Fit(Toys.Options with { Unknown = new() })).Message);
        Assert.Contains("Unknown.Recall is 0", Assert.ThrowsAny<ArgumentException>(() => Fit(Toys.Options with { Unknown = new() { Recall = 0 } })).Message);
    }

    private List<string> Warnings()
    {
        var warnings = new List<string>();
        _ml.Log += (_, message) =>
        {
            if (message.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Warning)
                warnings.Add(message.RawMessage);
        };
        return warnings;
    }

    private double LogLoss(CnnTransformer model) => _ml.MulticlassClassification.Evaluate(model.Transform(Toys.View(150, seed: 3))).LogLoss;

    private CnnTransformer Fit(TrainingOptions options) => _ml.Cnn.Classifier(Toys.Network(), options).Fit(Toys.View(48));

    private static SchemaShape ShapeOf(IDataView view) =>
        (SchemaShape)typeof(SchemaShape).GetMethod("Create", System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!.Invoke(null, [view.Schema])!;
}

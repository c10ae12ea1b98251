using System.Collections.Immutable;
using Microsoft.ML;

namespace MlNetCnn.Training.Tests;

public class ContinueFromTests
{
    private static readonly TrainingOptions Options = Toys.Options with { Epochs = 10 };

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Fit_FromAModel_BeginsWhereItWas()
    {
        var model = Fit(Toys.View(30), Options);
        var further = new List<EpochMetrics>();

        Fit(Toys.View(30, seed: 5), Options with
        {
            Epochs = 1,
            ContinueFrom = CnnModel.Load(model.ToOnnx()),
            LearningRate = 1e-30,
            Progress = new Callback<EpochMetrics>(further.Add),
        });

        Assert.InRange(further[0].TrainAccuracy, 0.9, 1);
    }

    [Fact]
    public void Fit_ClassesInAnotherOrder_MovesTheRowsOfTheLastLayer()
    {
        var images = Toys.Images(30);
        var model = Fit(images.ToDataView(_ml), Options);
        ImmutableArray<string> order = ["dark", "left", "top"];
        var reordered = new ImageSet(images.Shape, images.Pixels, [.. images.Labels.Select(l => order.IndexOf(Toys.Classes[l]))], order);
        var reports = new List<EpochMetrics>();

        var further = Fit(reordered.ToDataView(_ml), Options with
        {
            Epochs = 1,
            ContinueFrom = model,
            LearningRate = 1e-30,
            Progress = new Callback<EpochMetrics>(reports.Add),
        });

        Assert.Equal(order.ToArray(), further.ClassNames.ToArray());
        Assert.InRange(reports[0].TrainAccuracy, 0.9, 1);
        Assert.Equal(order.Select(c => model.Weights["fc.bias"].Values.Span[model.ClassNames.IndexOf(c)]), further.Weights["fc.bias"].Values.ToArray());
    }

    [Fact]
    public void Fit_OtherClasses_SaysWhichAndWhatToDo()
    {
        var images = Toys.Images(30);
        var model = Fit(images.ToDataView(_ml), Options with { Epochs = 1 });
        var others = new ImageSet(images.Shape, images.Pixels, images.Labels, ["left", "top", "bottom"]).ToDataView(_ml);

        var error = Assert.Throws<ArgumentException>(() => Fit(others, Options with { ContinueFrom = model }));

        Assert.Equal("ContinueFrom is a model of the classes left, top, dark, but the data have left, top, bottom: "
            + "to train it for other classes, set InitialWeights to its weights.", error.Message);
    }

    [Fact]
    public void Fit_OfAModelWithOtherNormalization_SaysSo()
    {
        var model = Fit(Toys.View(30), Options with { Epochs = 1 });
        var normalized = new CnnModel(model.Plan, model.Weights, model.ClassNames, new Preprocessing { Mean = [0.5f], Std = [0.2f] });

        Assert.Contains("normalizes its pixels otherwise",
            Assert.Throws<ArgumentException>(() => Fit(Toys.View(30), Options with { ContinueFrom = normalized })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Trainer_ContinueFromAndInitialWeights_IsRefused()
    {
        var model = Fit(Toys.View(30), Options with { Epochs = 1 });

        var error = Assert.Throws<ArgumentException>(() =>
            _ml.Cnn.Classifier(Toys.Network(), Options with { ContinueFrom = model, InitialWeights = model.Weights }));

        Assert.Equal("The training option ContinueFrom is given, but must be left out when InitialWeights are given.", error.Message);
    }

    private CnnModel Fit(IDataView view, TrainingOptions options)
    {
        using var transformer = _ml.Cnn.Classifier(Toys.Network(), options).Fit(view);
        return transformer.Model;
    }
}

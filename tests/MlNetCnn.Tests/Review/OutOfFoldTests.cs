using Microsoft.ML;

namespace MlNetCnn.Tests;

public sealed class OutOfFoldTests : IDisposable
{
    private static readonly MLContext Ml = new(1);

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Of_Folds_PutsEachPredictionAtItsImageAndWritesThem()
    {
        var images = Images();
        var folds = images.Folds(2, seed: 1);

        var predictions = OutOfFold.Of(images, folds, fold => Ml.Data.LoadFromEnumerable(fold.HeldPositions.Select(i => new Scored { Score = i == 3 ? [0.25f, 0.75f] : [0.875f, 0.125f] })));

        Assert.Equal([0, 0, 0, 1], predictions.Predicted.AsEnumerable());
        Assert.Equal(0.75, predictions.AccuracyByFold.Average());
        Assert.Equal(0.75, predictions.Metrics().Accuracy);
        Assert.Equal(-(2 * Math.Log(0.875) + Math.Log(0.125) + Math.Log(0.75)) / 4, predictions.Metrics().LogLoss, 6);
        predictions.Save(_folder.File("out-of-fold.csv"));
        var lines = File.ReadAllLines(_folder.File("out-of-fold.csv"));
        Assert.Equal("path,fold,label,predicted,cat,\"dog, wild\"", lines[0]);
        Assert.Equal($"\"a,0.png\",{predictions.Fold[0] + 1},cat,cat,0.875,0.125", lines[1]);
        Assert.Equal($"\"a,3.png\",{predictions.Fold[3] + 1},\"dog, wild\",\"dog, wild\",0.25,0.75", lines[4]);
    }

    [Fact]
    public void Save_LabelErrors_NamesClassesAndPaths()
    {
        var images = Images();
        var predictions = OutOfFold.Of(images, images.Folds(2), fold => Ml.Data.LoadFromEnumerable(fold.HeldPositions.Select(i => new Scored { Score = i == 1 || i == 2 ? [0.875f, 0.125f] : i == 0 ? [0.75f, 0.25f] : [0, 1] })));

        LabelErrors.Find(predictions.Labels, predictions.Probabilities).Save(_folder.File("label-errors.csv"), predictions);

        Assert.Equal(["rank,path,label,suggested,labelProbability,suggestedProbability", "1,\"a,1.png\",\"dog, wild\",cat,0.125,0.875"], File.ReadAllLines(_folder.File("label-errors.csv")));
    }

    [Fact]
    public void Of_TooFewPredictions_IsRefused() => Assert.Contains("Fold 0 holds 2 images of 2 classes, but has 0 predictions",
        Assert.Throws<ArgumentException>(() => OutOfFold.Of(Images(), Images().Folds(2), _ => Ml.Data.LoadFromEnumerable<Scored>([]))).Message);

    public void Dispose() => _folder.Dispose();

    private static ImageSplit Images() => new(new ImageSet(new TensorShape(1, 1, 1), new byte[4], [0, 1, 0, 1], ["cat", "dog, wild"]) { Paths = ["a,0.png", "a,1.png", "a,2.png", "a,3.png"] });

    private sealed class Scored
    {
        [Microsoft.ML.Data.VectorType(2)]
        public float[] Score { get; set; } = [];
    }
}

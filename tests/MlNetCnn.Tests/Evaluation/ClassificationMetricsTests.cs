namespace MlNetCnn.Tests;

/// <summary>Literal figures are those of scikit-learn 1.2.1.</summary>
public sealed class ClassificationMetricsTests
{
    // Class d has no images, but one is taken for it.
    private static readonly ClassificationMetrics Small = ClassificationMetrics.Of(["a", "b", "c", "d"], new[] { 0, 0, 0, 1, 1, 2, 2, 2 }, new[]
    {
        0.7f, 0.2f, 0.05f, 0.05f,
        0.4f, 0.3f, 0.2f, 0.1f,
        0.2f, 0.5f, 0.2f, 0.1f,
        0.1f, 0.6f, 0.2f, 0.1f,
        0.4f, 0.4f, 0.1f, 0.1f,
        0.1f, 0.1f, 0.7f, 0.1f,
        0.3f, 0.1f, 0.2f, 0.4f,
        0.2f, 0.2f, 0.5f, 0.1f,
    });

    [Fact]
    public void Of_SmallCase_IsScikitLearns()
    {
        Assert.Equal(0.625, Small.Accuracy, 12); // accuracy_score
        Assert.Equal(0.611111111111111, Small.MacroAccuracy, 12); // balanced_accuracy_score
        Assert.Equal(0.49166666666666664, Small.MacroF1, 12); // f1_score, macro
        Assert.Equal(0.8710975006182002, Small.LogLoss, tolerance: 1e-6); // log_loss
        Assert.Equal(0.875, Small.TopKAccuracy(2), 12); // by hand: only the 7th is not among the first 2, of equal ones the first
        Assert.Equal(1, Small.TopKAccuracy(9));
        Assert.Equal(0.46187500072643173, Small.Brier, tolerance: 1e-6); // mean((p − onehot)²) summed over classes, with NumPy
        Assert.Equal([[2, 1, 0, 0], [1, 1, 0, 0], [0, 0, 2, 1], [0, 0, 0, 0]], Small.Confusion.Select(row => row.ToArray()));
    }

    [Fact]
    public void Classes_SmallCase_AreScikitLearns()
    {
        var classes = Small.Classes;

        Assert.Equal([2 / 3.0, 0.5, 1, 0], classes.Select(c => c.Precision));
        Assert.Equal([2 / 3.0, 0.5, 2 / 3.0, null], classes.Select(c => c.Recall));
        Assert.Equal([3, 2, 3, 0], classes.Select(c => c.Images));
        foreach (var (expected, found) in Enumerable.Zip([0.8, 0.916666666666667, 0.9], classes.Select(c => c.RocAuc)))
            Assert.Equal(expected, found!.Value, 12); // roc_auc_score
        foreach (var (expected, found) in Enumerable.Zip([0.722222222222222, 0.833333333333333, 0.833333333333333], classes.Select(c => c.AveragePrecision)))
            Assert.Equal(expected, found!.Value, 12); // average_precision_score
        Assert.Equal(WilsonInterval.Of(2, 3), classes[0].RecallInterval);
        Assert.Equal(WilsonInterval.Of(2, 2), classes[2].PrecisionInterval);
    }

    [Fact]
    public void Classes_WithoutImages_HaveNoFigures()
    {
        var d = Small.Classes[3];

        Assert.Equal((null, null, null, null), (d.Recall, d.RecallInterval, d.RocAuc, d.AveragePrecision));
        Assert.Empty(Small.Curve(3));
        // All images of one class: there are no others to tell it from.
        var one = ClassificationMetrics.Of(["a", "b"], new[] { 0, 0 }, new[] { 0.9f, 0.1f, 0.6f, 0.4f });
        Assert.Equal((1, 1.0, null, null), (one.MacroAccuracy, one.Classes[0].F1, one.Classes[0].RocAuc, one.Classes[0].AveragePrecision));
        Assert.Equal((null, null, null), (one.Classes[1].Precision, one.Classes[1].F1, one.Classes[1].PrecisionInterval));
        Assert.Equal(1, one.MacroF1);
        Assert.Empty(one.Curve(0));
    }

    [Fact]
    public void Curve_SmallCase_IsScikitLearns()
    {
        var curve = Small.Curve(1);

        Assert.Equal([0.6f, 0.5f, 0.4f, 0.3f, 0.2f, 0.1f], curve.Select(p => (float)p.Threshold));
        Assert.Equal([0.5, 0.5, 1, 1, 1, 1], curve.Select(p => p.Recall)); // roc_curve, after its point (0, 0)
        Assert.Equal([0, 1 / 6.0, 1 / 6.0, 2 / 6.0, 4 / 6.0, 1], curve.Select(p => p.FalsePositiveRate));
        Assert.Equal([1, 1 / 2.0, 2 / 3.0, 1 / 2.0, 1 / 3.0, 1 / 4.0], curve.Select(p => p.Precision)); // precision_recall_curve
    }

    [Fact]
    public void Of_ManyImagesWithTies_IsScikitLearns()
    {
        var metrics = Many();

        Assert.Equal(0.635, metrics.Accuracy, 12);
        Assert.Equal(0.639987516138832, metrics.MacroAccuracy, 12);
        Assert.Equal(0.6353424571935574, metrics.MacroF1, 12);
        Assert.Equal(1.1878368002583726, metrics.LogLoss, tolerance: 1e-6);
        Assert.Equal(0.6208361991888878, metrics.Brier, tolerance: 1e-6);
        Assert.Equal(0.9325, metrics.TopKAccuracy(3), 12); // NumPy's, where the first of equal classes are likelier; scikit-learn takes the last: 0.935
        foreach (var (expected, found) in Enumerable.Zip([0.8754774637127578, 0.8872767857142857, 0.8809088693957116, 0.8836836949969862, 0.8435853552132622], metrics.Classes))
            Assert.Equal(expected, found.RocAuc!.Value, 12);
        foreach (var (expected, found) in Enumerable.Zip([0.6944815636289419, 0.6805417600734036, 0.6632150943474225, 0.7028186546635922, 0.6338970947827494], metrics.Classes))
            Assert.Equal(expected, found.AveragePrecision!.Value, 12);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    public void Curve_Thinned_KeepsTheEndsAndTheOrder(int most)
    {
        var (whole, thinned) = (Many().Curve(0), Many().Curve(0, most));

        Assert.InRange(thinned.Length, 2, most);
        Assert.Equal((whole[0], whole[^1]), (thinned[0], thinned[^1]));
        Assert.Equal(thinned.OrderByDescending(p => p.Threshold), thinned);
        Assert.All(thinned.Zip(thinned.Skip(1)), pair => Assert.InRange(pair.Second.Recall + pair.Second.FalsePositiveRate - pair.First.Recall - pair.First.FalsePositiveRate, 0, 4.0 / (most - 1)));
    }

    [Fact]
    public void MacroAccuracyInterval_OfBalancedClasses_ContainsTheTrueMeanInNinetyFivePercent()
    {
        var random = new Random(2);
        double[] recalls = [0.95, 0.8, 0.6, 0.99];

        var covered = Enumerable.Range(0, 2000).Count(_ =>
        {
            int[] labels = [.. Enumerable.Range(0, 160).Select(i => i % 4)];
            var interval = ClassificationMetrics.Of(["a", "b", "c", "d"], labels, labels.SelectMany(label => OneHot(random.NextDouble() < recalls[label] ? label : (label + 1) % 4)).ToArray()).MacroAccuracyInterval;
            return interval.Lower <= recalls.Average() && recalls.Average() <= interval.Upper;
        });

        Assert.Equal(0.95, covered / 2000.0, 0.015);

        static IEnumerable<float> OneHot(int predicted) => Enumerable.Range(0, 4).Select(c => c == predicted ? 1f : 0f);
    }

    [Fact]
    public void MacroAccuracyInterval_OfOneClass_IsWilsons()
    {
        var one = ClassificationMetrics.Of(["a", "b"], new[] { 0, 0, 0 }, new[] { 1f, 0, 1, 0, 0, 1 });

        Assert.Equal(one.AccuracyInterval.Lower, one.MacroAccuracyInterval.Lower, 12);
        Assert.Equal(one.AccuracyInterval.Upper, one.MacroAccuracyInterval.Upper, 12);
    }

    [Fact]
    public void Of_InputsThatDoNotFit_SaysWhich()
    {
        Assert.Contains("image 1 is 2, but there are 2 classes", Assert.Throws<ArgumentException>(() => ClassificationMetrics.Of(["a", "b"], new[] { 0, 2 }, new float[4])).Message);
        Assert.Contains("image 1 are no finite numbers", Assert.Throws<ArgumentException>(() => ClassificationMetrics.Of(["a", "b"], new[] { 0, 1 }, new[] { 0.5f, 0.5f, float.NaN, 1 })).Message);
        Assert.Contains("2 images of 2 classes have 4", Assert.Throws<ArgumentException>(() => ClassificationMetrics.Of(["a", "b"], new[] { 0, 1 }, new float[3])).Message);
        Assert.Contains("no images", Assert.Throws<ArgumentException>(() => ClassificationMetrics.Of(["a", "b"], ReadOnlyMemory<int>.Empty, ReadOnlyMemory<float>.Empty)).Message);
    }

    // 400 images of 5 classes; their scores are whole numbers, so that many are equal.
    private static ClassificationMetrics Many()
    {
        const int images = 400, classes = 5;
        var (labels, probabilities, state) = (new int[images], new float[images * classes], 1L);
        for (var i = 0; i < images; i++)
        {
            labels[i] = (int)(Next() * classes);
            var row = probabilities.AsSpan(i * classes, classes);
            foreach (ref var score in row)
                score = (float)(Math.Floor(Next() * 20) + 1);
            row[labels[i]] += 8;
            var sum = row[0] + row[1] + row[2] + row[3] + row[4];
            foreach (ref var score in row)
                score /= sum;
        }
        return ClassificationMetrics.Of(["a", "b", "c", "d", "e"], labels, probabilities);

        double Next() => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648.0;
    }
}

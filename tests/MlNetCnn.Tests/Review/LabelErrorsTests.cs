namespace MlNetCnn.Tests;

public sealed class LabelErrorsTests
{
    // Twelve images of two classes; image 5 is labeled 0 and looks like 1, image 11 the other way round.
    private static readonly int[] Labels = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1];
    private static readonly float[] OfClass0 = [0.9f, 0.8f, 0.9f, 0.7f, 0.9f, 0.1f, 0.1f, 0.2f, 0.1f, 0.3f, 0.2f, 0.95f];

    private static readonly float[][] Probabilities = [.. OfClass0.Select(p => new[] { p, 1 - p })];

    [Fact]
    public void Find_ByHand_GivesThresholdsJointAndRankedErrors()
    {
        var errors = LabelErrors.Find(Labels, Probabilities);

        // Means of the class's own images: 4.3 / 6 and 4.15 / 6.
        Assert.Equal([4.3 / 6, 4.15 / 6], errors.Thresholds, (a, b) => Math.Abs(a - b) < 1e-6);
        // Image 3 is above neither threshold; image 9 has 0.7 for class 1.
        Assert.Equal([4, 1], errors.ConfidentJoint[0].AsEnumerable());
        Assert.Equal([1, 5], errors.ConfidentJoint[1].AsEnumerable());
        Assert.Equal((6.0 / 5 + 1) / 12, errors.EstimatedShare, 9);
        Assert.Equal([11, 5], errors.Found.Select(error => error.Image));
        Assert.Equal(new LabelError(11, 1, 0, Probabilities[11][1], 0.95f), errors.Found[0]);
        Assert.Equal(-0.8f, errors.Found[1].Margin, 5);
    }

    [Theory]
    [InlineData(LabelErrorPruning.Both)]
    [InlineData(LabelErrorPruning.Class)]
    [InlineData(LabelErrorPruning.NoiseRate)]
    public void Find_WithFlippedLabels_FindsThemByEachRule(LabelErrorPruning pruning)
    {
        var random = new Random(1);
        int[] truth = [.. Enumerable.Range(0, 600).Select(i => i % 3)];
        int[] labels = [.. truth.Select((label, i) => i % 20 == 7 ? (label + 1) % 3 : label)];
        float[][] probabilities = [.. truth.Select(label => Soft(random, label))];

        var found = LabelErrors.Find(labels, probabilities, pruning).Found.Select(error => error.Image).ToArray();

        int[] flipped = [.. Enumerable.Range(0, 600).Where(i => i % 20 == 7)];
        Assert.InRange(found.Intersect(flipped).Count(), 27, 30);
        Assert.InRange(found.Length, 27, 36);
    }

    [Fact]
    public void Find_OnCertainAndRightProbabilities_FindsNothing() =>
        Assert.Empty(LabelErrors.Find([0, 1, 2], [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]]).Found);

    [Fact]
    public void Find_WrongArguments_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => LabelErrors.Find([], []));
        Assert.Throws<ArgumentException>(() => LabelErrors.Find([0], [[1], [1]]));
        Assert.Contains("Image 1 has label 2 and 2 probabilities", Assert.Throws<ArgumentException>(() => LabelErrors.Find([0, 2], [[1, 0], [0, 1]])).Message);
    }

    private static float[] Soft(Random random, int label)
    {
        double[] logits = [.. Enumerable.Range(0, 3).Select(j => (j == label ? 3 : 0) + random.NextDouble())];
        var sum = logits.Sum(Math.Exp);
        return [.. logits.Select(logit => (float)(Math.Exp(logit) / sum))];
    }
}

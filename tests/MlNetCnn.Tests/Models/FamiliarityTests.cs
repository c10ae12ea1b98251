using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn.Tests;

public class FamiliarityTests
{
    private const int Images = 12;

    [Fact]
    public void KnownScore_OfAnImage_ComesFromItsMahalanobisDistanceToTheNearestClass()
    {
        var familiarity = Pictures.Familiarity();
        var width = familiarity.Width;
        using var transformer = Pictures.ML.Cnn.FromModel(Pictures.Model.WithConfidence(1, 0.5f, familiarity)).WithOutputs(new(familiarity.Layer) { ColumnName = "Embedding" }, new("KnownScore"));

        var scored = transformer.Transform(Pictures.View(Images));

        var expected = scored.GetColumn<float[]>("Embedding").Select(embedding =>
        {
            var white = Enumerable.Range(0, width).Select(j => Enumerable.Range(0, width).Sum(i => (double)embedding[i] * familiarity.Whitening.Values.Span[(i * width) + j])).ToArray();
            var nearest = Enumerable.Range(0, 3).Min(c => Enumerable.Range(0, width).Sum(i => Math.Pow(white[i] - familiarity.Means.Values.Span[(c * width) + i], 2)));
            return 1 / (1 + (nearest / width));
        }).ToArray();
        var actual = scored.GetColumn<float[]>("KnownScore").Select(score => Assert.Single(score)).ToArray();
        Assert.Equal(Images, actual.Distinct().Count());
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        Assert.Equal(actual.Select(score => score >= 0.5f), scored.GetColumn<bool>("IsKnown"));
    }

    [Fact]
    public void Model_WithAFamiliarityOfAnotherNetwork_IsRefused()
    {
        var (whitening, means) = (new WeightTensor(new(2, 2), new float[4]), new WeightTensor(new(3, 2), new float[6]));

        Assert.Contains("no such layer", Assert.Throws<ArgumentException>(() => Pictures.Model.WithConfidence(1, 0.5f, new("nowhere", whitening, means))).Message);
        Assert.Contains("classes × width", Assert.Throws<ArgumentException>(() => new Familiarity("x", means, means)).Message);
        Assert.Contains("not finite", Assert.Throws<ArgumentException>(() => new Familiarity("x", new(new(2, 2), new[] { 1f, 0, 0, float.NaN }), means)).Message);
    }
}

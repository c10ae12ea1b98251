using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn.Tests;

/// <summary>What ML.NET's own pieces do with the transformer.</summary>
public class CompositionTests
{
    private static readonly MLContext ML = Pictures.ML;

    [Fact]
    public void Evaluate_OfScoredRows_CountsWhatWasRight()
    {
        using var transformer = Pictures.Transformer();
        var scored = transformer.Transform(Pictures.View(100));
        var right = Pictures.Rows(100).Zip(scored.Labels()).Count(p => p.First.Label + 1 == p.Second);

        var metrics = ML.MulticlassClassification.Evaluate(scored);

        Assert.Equal(right / 100.0, metrics.MicroAccuracy, 1e-9);
        Assert.True(metrics.LogLoss > 0);
        Assert.Equal(3, metrics.ConfusionMatrix.NumberOfClasses);
        Assert.Equal(100, metrics.ConfusionMatrix.Counts.Sum(row => row.Sum()));
    }

    [Fact]
    public void CrossValidate_OfAFixedTransformer_ScoresEachFold()
    {
        using var transformer = Pictures.Transformer();

        var folds = ML.MulticlassClassification.CrossValidate(Pictures.View(90), transformer, numberOfFolds: 3);

        Assert.Equal(3, folds.Count);
        Assert.Equal(90, folds.Sum(f => f.Metrics.ConfusionMatrix.Counts.Sum(row => row.Sum())));
    }

    [Theory]
    [InlineData("Features")]
    [InlineData("Bytes")]
    public void PredictionEngine_RowByRow_PredictsAsTheBatch(string feature)
    {
        using var transformer = Pictures.Transformer(feature);
        var options = new PredictionEngineOptions { OwnsTransformer = false };
        using var engine = ML.Model.CreatePredictionEngine<Picture, Prediction>(transformer, options);
        var labels = transformer.Transform(Pictures.View(10)).Labels();

        var predictions = Pictures.Rows(10).Select(engine.Predict).ToArray();

        Pictures.AssertClose(Pictures.Expected(10), [.. predictions.Select(p => p.Score)]);
        Assert.Equal(labels, predictions.Select(p => p.PredictedLabel));
    }

    [Fact]
    public void MapKeyToValue_Appended_GivesTheClassNames()
    {
        using var transformer = Pictures.Transformer();
        var chain = transformer.Append(ML.Transforms.Conversion.MapKeyToValue("Class", "PredictedLabel")).Fit(Pictures.View(1));
        using var engine = ML.Model.CreatePredictionEngine<Picture, Named>(chain, new PredictionEngineOptions { OwnsTransformer = false });

        var names = chain.Transform(Pictures.View(20)).GetColumn<string>("Class").ToArray();

        Assert.Equal(transformer.Transform(Pictures.View(20)).Labels().Select(l => $"class {l - 1}"), names);
        Assert.Equal(names, Pictures.Rows(20).Select(r => engine.Predict(r).Class));
    }

    [Fact]
    public void CrossValidate_OfATrainerOnLayersOutputs_LearnsFromThem()
    {
        using var plain = Pictures.Transformer();
        using var featurizer = plain.WithOutputs(new LayerOutput(Pictures.Model.Plan.Layers[0].Path) { ColumnName = "Maps" });
        var pipeline = ML.Transforms.CopyColumns("Same", "Features")
            .Append(featurizer)
            .Append(ML.Transforms.DropColumns("Score", "PredictedLabel"))
            .Append(ML.MulticlassClassification.Trainers.LbfgsMaximumEntropy(featureColumnName: "Maps"));

        var folds = ML.MulticlassClassification.CrossValidate(Pictures.View(90), pipeline, numberOfFolds: 3);

        Assert.Equal(90, folds.Sum(f => f.Metrics.ConfusionMatrix.Counts.Sum(row => row.Sum())));
        ((IDisposable)folds[0].Model).Dispose();
        Assert.Equal(90, featurizer.Transform(Pictures.View(90)).Scores().Length); // each fold's session is its own
    }

    [Fact]
    public void Fit_OnPixelsThatDoNotFit_IsRefused()
    {
        using var transformer = Pictures.Transformer("Number");

        Assert.Contains("'Number'", Assert.Throws<ArgumentException>(() => transformer.Fit(Pictures.View(1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PermutationFeatureImportance_OfEachPixel_IsFound()
    {
        using var transformer = Pictures.Transformer();

        var importance = ML.MulticlassClassification.PermutationFeatureImportance(transformer, Pictures.View(60), permutationCount: 2);

        Assert.Equal(24, importance.Length);
        Assert.Contains(importance, i => i.LogLoss.Mean != 0);
    }

    private sealed class Named
    {
        public string Class { get; set; } = "";
    }
}

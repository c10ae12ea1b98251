using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn.Tests;

public class LabelMatchingTests
{
    private const int Rows = 30;

    /// <summary>The rows with the model's own answers as labels, under names of a test's choice.</summary>
    private static IDataView Labeled(MLContext ml, CnnTransformer model, Func<int, string> nameOf, params string[] keys)
    {
        var answers = model.Transform(Pictures.View(Rows)).Labels();
        var rows = Pictures.Rows(Rows).Select((row, i) => new Named { Features = row.Features, Label = nameOf((int)answers[i] - 1) });
        var schema = SchemaDefinition.Create(typeof(Named));
        schema[nameof(Named.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 2, 4, 3);
        var view = ml.Data.LoadFromEnumerable(rows, schema);
        if (keys.Length == 0)
            return view;
        var names = ml.Data.LoadFromEnumerable(keys.Select(k => new Named { Label = k }));
        return ml.Transforms.Conversion.MapValueToKey("Label", keyData: ml.Transforms.SelectColumns("Label").Fit(names).Transform(names)).Fit(view).Transform(view);
    }

    [Fact]
    public void MatchLabels_KeysInAnotherOrder_EvaluatesToAllRight()
    {
        var ml = new MLContext(seed: 1);
        using var model = Pictures.Transformer();
        var data = Labeled(ml, model, i => $"class {i}", "class 2", "class 0", "class 1");

        var wrong = ml.MulticlassClassification.Evaluate(model.Transform(data)).MicroAccuracy;
        var right = ml.MulticlassClassification.Evaluate(model.Transform(ml.Cnn.MatchLabels(data, model))).MicroAccuracy;

        Assert.True(wrong < 1, "The labels are in the model's order, so that the test shows nothing.");
        Assert.Equal(1, right);
    }

    [Fact]
    public void MatchLabels_TextsInOtherCase_EvaluatesToAllRight()
    {
        var ml = new MLContext(seed: 1);
        using var model = Pictures.Transformer();

        var matched = ml.Cnn.MatchLabels(Labeled(ml, model, i => $"CLASS {i}"), model);

        Assert.Equal(1, ml.MulticlassClassification.Evaluate(model.Transform(matched)).MicroAccuracy);
    }

    [Fact]
    public void MatchLabels_WholeNumbersOnScoredRows_EvaluatesToAllRightWhereMlNetRefuses()
    {
        var ml = new MLContext(seed: 1);
        var warnings = Warnings(ml);
        using var model = ml.Cnn.FromModel(new CnnModel(Pictures.Model.Plan, Pictures.Model.Weights, ["3", "10", "200"], Pictures.Model.Preprocessing));
        var answers = model.Transform(Pictures.View(Rows)).Labels();
        var schema = SchemaDefinition.Create(typeof(Counted));
        schema[nameof(Counted.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 2, 4, 3);
        var scored = model.Transform(ml.Data.LoadFromEnumerable(
            Pictures.Rows(Rows).Select((row, i) => new Counted { Features = row.Features, Label = new[] { 3, 10, 200 }[answers[i] - 1] }), schema));

        Assert.Throws<ArgumentOutOfRangeException>(() => ml.MulticlassClassification.Evaluate(scored));
        Assert.Contains("takes a key. Call ml.Cnn.MatchLabels", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Equal(1, ml.MulticlassClassification.Evaluate(ml.Cnn.MatchLabels(scored, model)).MicroAccuracy);
    }

    [Fact]
    public void MatchLabels_UnknownClass_NamesIt()
    {
        var ml = new MLContext(seed: 1);
        using var model = Pictures.Transformer();

        var fault = Assert.Throws<InvalidDataException>(() => ml.Cnn.MatchLabels(Labeled(ml, model, i => $"sort {i}"), model));

        Assert.Contains("'sort ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MatchLabels_KeyWithoutNames_SaysWhatIsNeeded()
    {
        using var model = Pictures.Transformer();

        Assert.Contains("key without values", Assert.Throws<ArgumentException>(() => Pictures.ML.Cnn.MatchLabels(Pictures.View(3), model)).Message, StringComparison.Ordinal);
        Assert.Contains("no label column 'Etikett'", Assert.Throws<ArgumentException>(() => Pictures.ML.Cnn.MatchLabels(Pictures.View(3), model, "Etikett")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Transform_LabelsInAnotherOrder_WarnsInTheLog()
    {
        var ml = new MLContext(seed: 1);
        var warnings = Warnings(ml);
        using var model = ml.Cnn.FromModel(Pictures.Model);

        model.Transform(Labeled(ml, model, i => $"class {i}", "class 0", "class 1", "class 2"));
        Assert.Empty(warnings);

        model.Transform(Labeled(ml, model, i => $"class {i}", "class 2", "class 0", "class 1"));
        Assert.Contains("MatchLabels", Assert.Single(warnings), StringComparison.Ordinal);
    }

    private static List<string> Warnings(MLContext ml)
    {
        var warnings = new List<string>();
        ml.Log += (_, e) =>
        {
            if (e.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Warning)
                warnings.Add(e.Message);
        };
        return warnings;
    }

    private sealed class Counted
    {
        public float[] Features { get; set; } = [];

        public int Label { get; set; }
    }

    private sealed class Named
    {
        public float[] Features { get; set; } = [];

        public string Label { get; set; } = "";
    }
}

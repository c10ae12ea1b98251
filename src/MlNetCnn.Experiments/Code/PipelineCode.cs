using System.Collections.Immutable;
using System.Text;
using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>A request as a C# program that uses the packages MlNetCnn and MlNetCnn.Training.</summary>
internal static class PipelineCode
{
    private const int Tab = 4;

    /// <summary>Top-level statements that train, write <c>model.zip</c> and <c>model.onnx</c>, and test.</summary>
    /// <exception cref="FormatException">A setting of the request is unknown or cannot be read.</exception>
    public static string Of(RunRequest request)
    {
        var options = request.ToOptions();
        var code = new StringBuilder();
        code.Append("using Microsoft.ML;\nusing MlNetCnn;\nusing MlNetCnn.Training;\n\n");
        code.Append($"var ml = new MLContext(seed: {CSharpLiteral.Of(options.Seed)});\n\n");
        var loading = request.ToLoading();
        code.Append($"var data = ImageData.Open({DataOf(request.Data)}{Loading(loading)});\n\n");
        code.Append($"var network = {NetworkOf(request.Architecture)};\n");
        code.Append($"var options = {CSharpLiteral.Initialized("new TrainingOptions", Settings(request, options), indent: 0)};\n\n");
        if (request.Folds is { } folds)
            code.Append($"// The run was cross-validated in {folds} folds before, which this program leaves out: see OutOfFold.\n");
        code.Append(
            """
            var images = data.Train.ToDataView(ml);
            using var model = ml.Cnn.Classifier(network, options).Fit(images);
            ml.Model.Save(model, images.Schema, "model.zip"); // for ML.NET
            model.SaveOnnx("model.onnx"); // for every ONNX runtime


            """);
        const string measure = "var metrics = ml.MulticlassClassification.Evaluate(model.Transform(test.ToDataView(ml)));";
        const string tell = "Console.WriteLine($\"Test accuracy {metrics.MicroAccuracy:p1}, log loss {metrics.LogLoss:0.000}\");";
        code.Append($"if (data.Test is {{ }} test)\n{{\n    {measure}\n    {tell}\n}}\n");
        return code.ToString().ReplaceLineEndings("\n");
    }

    private static string DataOf(string data) => DataSetName.IsValid(data.ToLowerInvariant())
        ? $"(await new DataSetStore().GetAsync({CSharpLiteral.Text(data)})).Path!"
        : CSharpLiteral.Text(data);

    private static string Loading(ImageLoading loading) => loading == new ImageLoading() ? "" : $", {CSharpLiteral.Of(loading)}";

    private static string NetworkOf(Architecture network) => Architectures.Has(network)
        ? $"Architectures.Find({CSharpLiteral.Text(network.Name)})"
        : CSharpLiteral.Of(network);

    // All settings of the request, defaults too: a recipe may change later.
    private static ImmutableArray<(string, string)> Settings(RunRequest request, TrainingOptions options)
    {
        var properties = TrainingSettings.All.Where(s => request.Settings.ContainsKey(s.Name)).Select(s => s.Property).Distinct();
        var settings = properties.Select(name => (name, CSharpLiteral.Of(typeof(TrainingOptions).GetProperty(name)!.GetValue(options), Tab)));
        if (options.ValidationFraction == 0)
            settings = settings.Append((nameof(TrainingOptions.ValidationData), "data.Validation?.ToDataView(ml)"));
        if (request.Strangers is { } strangers)
        {
            const string loading = "new ImageLoading { Size = (data.Shape.Height, data.Shape.Width), Channels = data.Shape.Channels }";
            settings = settings.Append((nameof(TrainingOptions.Strangers), $"ImageData.Open({DataOf(strangers)}, {loading}).Train.ToDataView(ml)"));
        }
        return request.InitialWeights is { } weights
            ? [.. settings, (nameof(TrainingOptions.InitialWeights), $"Weights.Load({CSharpLiteral.Text(weights)})")]
            : [.. settings];
    }
}

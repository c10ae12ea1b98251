using MlNetCnn.Experiments;
using Spectre.Console;

namespace MlNetCnn.Cli;

internal static class TestReport
{
    public static void Write(IAnsiConsole console, TestResult result, ConfidenceReport confidence, CostMetrics? costs = null)
    {
        var metrics = result.Metrics;
        var table = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(3)).AddColumn(new GridColumn().PadRight(0));
        Add("accuracy", FigureText.Of(metrics.Accuracy, metrics.AccuracyInterval));
        Add("balanced accuracy", FigureText.Of(metrics.MacroAccuracy, metrics.MacroAccuracyInterval));
        Add($"top-{result.TopK} accuracy", FigureText.Of(metrics.TopKAccuracy(result.TopK), metrics.TopKInterval(result.TopK)));
        Add("macro F1", $"{metrics.MacroF1:0.0000}");
        Add("log-loss", $"{metrics.LogLoss:0.0000}");
        Add("Brier score, 0 to 2", $"{metrics.Brier:0.0000}");
        Add("calibration error", $"{metrics.Reliability.Error:0.0000}");
        foreach (var (name, value) in confidence.Rows())
            Add(name, value);
        if (costs is not null)
        {
            Add("mean cost, least expected cost", $"{costs.MeanCost:0.0000}");
            Add("mean cost, most likely class", $"{costs.MostLikelyMeanCost:0.0000}");
        }
        Add("scored", $"{result.Images:N0} images, {result.ImagesPerSecond:N0} a second");
        console.Write(table);
        console.WriteLine();
        foreach (var figures in ConfusionTable.Of(metrics, console))
            console.Write(figures);

        void Add(string name, string value) => table.AddRow(new Text(name), new Text(value));
    }
}

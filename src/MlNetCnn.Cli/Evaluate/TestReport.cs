using Spectre.Console;

namespace MlNetCnn.Cli;

internal static class TestReport
{
    public static void Write(IAnsiConsole console, TestResult result)
    {
        var metrics = result.Metrics;
        var table = new Grid().AddColumn(new GridColumn().PadRight(3)).AddColumn(new GridColumn().NoWrap());
        table.AddRow(new Text("accuracy"), new Text($"{metrics.MicroAccuracy:0.0000}"));
        table.AddRow(new Text("mean of the classes' accuracies"), new Text($"{metrics.MacroAccuracy:0.0000}"));
        table.AddRow(new Text($"true class among the {result.TopK} likeliest"), new Text($"{result.TopKAccuracy:0.0000}"));
        table.AddRow(new Text("log-loss"), new Text($"{metrics.LogLoss:0.0000}"));
        table.AddRow(new Text("scored"), new Text($"{result.Images:N0} images, {result.ImagesPerSecond:N0} a second"));
        console.Write(table);
        console.WriteLine();
        console.Write(ConfusionTable.Of(result, console.Profile.Width));
    }
}

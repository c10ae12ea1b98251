using System.Globalization;
using MlNetCnn.Experiments;
using MlNetCnn.Training;
using Spectre.Console;

namespace MlNetCnn.Cli;

internal static class LearningRateSearch
{
    private const int StepsARow = 4;
    private const int LongestBar = 40;
    private const int WidthBesideBar = 44;

    public static void Run(Terminal terminal, RunDriver driver, CancellationToken cancellation)
    {
        var curve = driver.FindLearningRate(cancellation);
        var (name, recipe) = (driver.Plan.Architecture.Name, driver.Recipe);
        if (terminal.IsJson)
        {
            terminal.WriteJson(new { Architecture = name, driver.Device, curve.Points, curve.Suggestion });
            return;
        }
        terminal.Say(
            $"{name} on {driver.Device}: the loss, smoothed, over {curve.Points.Length} batches of {recipe.BatchSize} at a rising learning rate");
        terminal.Out.Write(Table(curve, Math.Clamp(terminal.Out.Profile.Width - WidthBesideBar, 1, LongestBar)));
        terminal.Say(curve.Suggestion is { } rate
            ? $"The loss falls most steeply at {Short(rate)}: try --learning-rate {Short(rate)} (the preset has {recipe.LearningRate})."
            : "The loss never fell: check the network and the data.");
    }

    // The curve is not more accurate than two digits.
    private static string Short(double rate) => rate.ToString("g2", CultureInfo.InvariantCulture).Replace("e-0", "e-", StringComparison.Ordinal);

    private static Table Table(LearningRateCurve curve, int barWidth)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumn("learning rate", c => c.RightAligned().NoWrap())
            .AddColumn("loss", c => c.RightAligned().NoWrap())
            .AddColumn("", c => c.NoWrap());
        var most = curve.Points.Length == 0 ? 1 : curve.Points.Max(p => p.Loss);
        for (var i = 0; i < curve.Points.Length; i++)
        {
            var point = curve.Points[i];
            var isSuggestion = point.Rate == curve.Suggestion;
            if (i % StepsARow == 0 || isSuggestion)
                table.AddRow(
                    new Text(Short(point.Rate)), new Text($"{point.Loss:0.0000}"),
                    new Text(new string('█', (int)Math.Round(barWidth * point.Loss / most)) + (isSuggestion ? " ← steepest" : "")));
        }
        return table;
    }
}

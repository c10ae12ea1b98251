using System.Globalization;
using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

internal static class RunTexts
{
    public static string Epochs(Run run) => run.Epochs > 0 ? $"{run.Epoch}/{run.Epochs}" : "";

    public static string Accuracy(Run run) => run.Result is { Measured: { } score } result
        ? FigureText.Short(score.Accuracy, score.AccuracyInterval) + (result.Test is null ? $" ({result.MeasuredOn})" : "")
        : "";

    public static string Time(DateTimeOffset? time) => time?.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "";
}

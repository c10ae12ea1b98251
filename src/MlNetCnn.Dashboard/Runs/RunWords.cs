using System.Globalization;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

internal static class RunWords
{
    /// <summary>A sign beside the word, so that color is not the only cue.</summary>
    public static string Sign(RunState state) => state switch
    {
        RunState.Queued => "…",
        RunState.Running => "▶",
        RunState.Paused => "‖",
        RunState.Succeeded => "✓",
        RunState.Failed => "✗",
        RunState.Cancelled => "⊘",
        RunState.Interrupted => "↻",
        _ => "?",
    };

    /// <summary>From 0 to 1 as 87.3 %.</summary>
    public static string Percent(double? share) => ShownNumber.Percent(share);

    public static string Number(double? value) => value is { } v && double.IsFinite(v) ? v.ToString("n0", CultureInfo.InvariantCulture) : "—";

    /// <summary>Four significant digits.</summary>
    public static string Loss(double? value) => value is { } v && double.IsFinite(v) ? v.ToString("G4", CultureInfo.InvariantCulture) : "—";

    public static string Bytes(double? value) => value is { } v ? Quantity.Bytes((long)v) : "—";

    public static string Seconds(double? value) => Duration(value is { } v ? TimeSpan.FromSeconds(v) : null);

    /// <summary>For example <c>92.8–95.6 %</c>; empty for null.</summary>
    public static string Interval(ConfidenceInterval? interval) => interval?.ToString() ?? "";

    public static string Duration(TimeSpan? time) => time switch
    {
        null => "—",
        { TotalHours: >= 1 } t => string.Create(CultureInfo.InvariantCulture, $"{(int)t.TotalHours} h {t.Minutes:00} min"),
        { TotalMinutes: >= 1 } t => string.Create(CultureInfo.InvariantCulture, $"{t.Minutes} min {t.Seconds:00} s"),
        { } t => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, t.TotalSeconds):0} s"),
    };

    /// <summary>From the first start to the end, or until now.</summary>
    public static TimeSpan? Duration(RunSummary run, DateTimeOffset now) => run.StartedAt is { } start
        ? (run.EndedAt ?? (run.State.IsOver() ? start : now)) - start
        : null;

    public static string Time(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A data set's name, or the last part of its path.</summary>
    public static string Data(string data) => data.AsSpan().TrimEnd("/\\") is var path && path.LastIndexOfAny('/', '\\') is >= 0 and var at
        ? path[(at + 1)..].ToString()
        : data;
}

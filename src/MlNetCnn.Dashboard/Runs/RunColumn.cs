using System.Collections.Immutable;
using System.Globalization;
using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Dashboard;

/// <summary>A column of the list of runs. Numbers are right-aligned and sorted descending first; runs without a value come last.</summary>
/// <param name="Key">Its name in the address.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Kind">What it is about, for the choice of columns.</param>
/// <param name="Value">To sort by.</param>
/// <param name="Text">As shown.</param>
public sealed record RunColumn(string Key, string Title, RunColumnKind Kind, Func<RunListRow, IComparable?> Value, Func<RunListRow, string> Text)
{
    public bool IsNumber { get; init; }

    /// <summary>Whether it needs <see cref="RunListRow.Detail"/>.</summary>
    internal bool NeedsDetail => Kind != RunColumnKind.Run;

    internal static ImmutableArray<RunColumn> All { get; } =
    [
        Words("name", "Run", r => r.Name),
        Words("state", "Status", r => r.State.Word(r.Wish)),
        Figure("test", "Test accuracy", r => r.Run.TestAccuracy, RunWords.Percent) with { Kind = RunColumnKind.Run },
        Figure("best", "Best epoch’s accuracy", r => r.Run.BestAccuracy, RunWords.Percent) with { Kind = RunColumnKind.Run },
        Words("architecture", "Network", r => r.Architecture),
        Words("data", "Data", r => RunWords.Data(r.Data)),
        Words("sweep", "Sweep", r => r.Group ?? ""),
        Words("tags", "Tags", r => string.Join(", ", r.Tags)),
        Words("note", "Note", r => r.Note ?? ""),
        Figure("epoch", "Finished epochs", r => r.Run.Epoch, RunWords.Number) with { Kind = RunColumnKind.Run },
        Figure("throughput", "Images/s", r => r.Run.ImagesPerSecond, RunWords.Number) with { Kind = RunColumnKind.Run },
        Figure("duration", "Duration", r => (r.Run.EndedAt - r.Run.StartedAt)?.TotalSeconds, RunWords.Seconds) with { Kind = RunColumnKind.Run },
        new("created", "Created", RunColumnKind.Run, r => r.Run.CreatedAt, r => RunWords.Time(r.Run.CreatedAt)) { IsNumber = true },
        Figure("loss", "Log-loss", r => r.Measured?.LogLoss, RunWords.Loss),
        Figure("f1", "Macro F1", r => r.Measured?.MacroF1, RunWords.Percent),
        Figure("macro-accuracy", "Mean of class accuracies", r => r.Measured?.MacroAccuracy, RunWords.Percent),
        Figure("calibration", "Calibration error", r => r.Measured?.CalibrationError, RunWords.Percent),
        Figure("brier", "Brier score", r => r.Measured?.Brier, RunWords.Loss),
        Figure("images", "Test images", r => r.Measured?.Images, RunWords.Number),
        Figure("training-time", "Training time", r => r.Detail?.Result?.TrainingSeconds, RunWords.Seconds),
        Figure("memory", "Peak memory", r => r.Detail?.Result?.PeakMemoryBytes, RunWords.Bytes),
        Figure("parameters", "Parameters", r => r.Detail?.Result?.Parameters, v => v is { } n ? Quantity.Count((long)n) : "—"),
        Figure("macs", "MACs", r => r.Detail?.Result?.Macs, v => v is { } n ? Quantity.Count((long)n) : "—"),
        Figure("model", "Model size", r => r.Detail?.Result?.ModelBytes, RunWords.Bytes),
        .. TrainingSettings.All.Where(s => s.Group != TrainingSettingGroup.Columns).Select(s => s.Name).Concat(ImageSettings.All.Select(s => s.Name)).Select(Setting),
    ];

    internal static ImmutableArray<string> Usual { get; } = ["state", "test", "best", "data", "created"];

    internal static RunColumn? Find(string key) => All.FirstOrDefault(c => c.Key == key);

    internal IEnumerable<RunListRow> Sort(IEnumerable<RunListRow> rows, bool isDescending)
    {
        var some = rows.Where(r => Value(r) is not null);
        return (isDescending ? some.OrderByDescending(Value) : some.OrderBy(Value)).ThenByDescending(r => r.Run.CreatedAt)
            .Concat(rows.Where(r => Value(r) is null));
    }

    private static RunColumn Words(string key, string title, Func<RunSummary, string> text) =>
        new(key, title, RunColumnKind.Run, r => text(r.Run) is { Length: > 0 } words ? words.ToUpperInvariant() : null, r => text(r.Run));

    private static RunColumn Figure(string key, string title, Func<RunListRow, double?> value, Func<double?, string> text) =>
        new(key, title, RunColumnKind.Result, r => value(r) is { } number && double.IsFinite(number) ? number : null, r => text(value(r))) { IsNumber = true };

    // Numbers by their size, before words.
    private static RunColumn Setting(string name) => new(name, SettingWords.Label(name), RunColumnKind.Setting,
        r => r.Setting(name) is not { Length: > 0 } text ? null
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? (number, "") : (double.PositiveInfinity, text),
        r => r.Setting(name));
}

using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Dashboard;

/// <summary>What a list shows of a run beside its summary.</summary>
/// <param name="Settings">Every setting that plays a part, by name: requested, of the recipe, or the default.</param>
/// <param name="Result">Without the figures of each class; null until there is one.</param>
public sealed record RunDetail(IReadOnlyDictionary<string, string> Settings, RunResult? Result)
{
    internal static RunDetail Of(Run run) => new(SettingsOf(run.Request), run.Result is not { } result ? null : result with { Test = Short(result.Test), Validation = Short(result.Validation) });

    /// <summary>Settings of training and images by name.</summary>
    internal static IReadOnlyDictionary<string, string> SettingsOf(RunRequest request)
    {
        IEnumerable<KeyValuePair<string, string>> settings;
        try
        {
            settings = TrainingSettings.Effective(request.ToOptions(), request.Architecture);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            settings = request.Settings; // Of another version, which this one cannot read.
        }
        return settings.Concat(request.Images).ToDictionary(StringComparer.Ordinal);
    }

    private static TestScore? Short(TestScore? score) => score is null ? null : score with { Confusion = [], Classes = [] };
}

using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>What a list shows of a run beside its summary.</summary>
/// <param name="Settings">Every setting that plays a part, by name: requested, of the recipe, or the default.</param>
/// <param name="Result">Without the figures of each class; null until there is one.</param>
public sealed record RunDetail(IReadOnlyDictionary<string, string> Settings, RunResult? Result)
{
    internal static RunDetail Of(Run run) => new(run.Request.EffectiveSettings(), run.Result is not { } result ? null : result with { Test = Short(result.Test), Validation = Short(result.Validation) });

    private static TestScore? Short(TestScore? score) => score is null ? null : score with { Confusion = [], Classes = [] };
}

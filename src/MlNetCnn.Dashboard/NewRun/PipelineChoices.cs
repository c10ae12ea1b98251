using System.Collections.Immutable;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>The choices of a form: networks without duplicates, the values of each setting (at least one), and runs per choice.</summary>
public sealed record PipelineChoices(
    ImmutableArray<Architecture> Networks, ImmutableSortedDictionary<string, ImmutableArray<string>> Settings, int Seeds)
{
    /// <summary>The most runs that a form may start at once.</summary>
    public const int MostRuns = 500;

    /// <summary>Whether there is more than one run.</summary>
    public bool IsSweep => Networks.Length > 1 || Seeds > 1 || Settings.Any(s => s.Value.Length > 1);

    /// <summary>The number of runs.</summary>
    public double Runs => Settings.Values.Aggregate((double)Networks.Length * Seeds, (runs, values) => runs * values.Length);

    /// <summary>Why the sweep cannot start, with the field's name, or null.</summary>
    public (string Field, string Sentence)? Problem => !IsSweep ? null
        : Settings.ContainsKey("seed") ? ("seed", "A sweep numbers its seeds itself, 1, 2, …: leave this empty, and say below how many.")
        : Runs > MostRuns ? ("seeds", $"These choices make {Runs:n0} runs, but at most {MostRuns} can be started at once: try fewer values.")
        : null;

    /// <summary>The settings of the first choice.</summary>
    public ImmutableSortedDictionary<string, string> First =>
        Settings.ToImmutableSortedDictionary(s => s.Key, s => s.Value[0], StringComparer.Ordinal);

    internal Sweep Sweep(RunRequest request) => new()
    {
        Architectures = Networks,
        Data = request.Data,
        Images = request.Images,
        Settings = Settings,
        Seeds = Seeds,
        Group = request.Group,
        Tags = request.Tags,
        MaxRuns = MostRuns,
    };
}

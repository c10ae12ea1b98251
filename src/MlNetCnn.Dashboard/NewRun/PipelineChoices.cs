using System.Collections.Immutable;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>What a form leaves to be tried: networks, values of settings, seeds.</summary>
/// <param name="Networks">The networks, each once.</param>
/// <param name="Settings">The values of each setting that was typed, at least one.</param>
/// <param name="Seeds">Runs of each choice.</param>
public sealed record PipelineChoices(
    ImmutableArray<Architecture> Networks, ImmutableSortedDictionary<string, ImmutableArray<string>> Settings, int Seeds)
{
    /// <summary>The most runs that one press of a button may ask for.</summary>
    public const int MostRuns = 500;

    /// <summary>Whether there is more than one run in it.</summary>
    public bool IsSweep => Networks.Length > 1 || Seeds > 1 || Settings.Any(s => s.Value.Length > 1);

    /// <summary>How many runs it makes.</summary>
    public double Runs => Settings.Values.Aggregate((double)Networks.Length * Seeds, (runs, values) => runs * values.Length);

    /// <summary>Why it is no sweep that can be started, with the name of the field, or null.</summary>
    public (string Field, string Sentence)? Problem => !IsSweep ? null
        : Settings.ContainsKey("seed") ? ("seed", "A sweep numbers its seeds itself, 1, 2, …: leave this empty, and say below how many.")
        : Runs > MostRuns ? ("seeds", $"These choices make {Runs:n0} runs, but at most {MostRuns} can be started at once: try fewer values.")
        : null;

    /// <summary>The settings of the first choice.</summary>
    public ImmutableSortedDictionary<string, string> First =>
        Settings.ToImmutableSortedDictionary(s => s.Key, s => s.Value[0], StringComparer.Ordinal);

    /// <summary>The choices as a sweep.</summary>
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

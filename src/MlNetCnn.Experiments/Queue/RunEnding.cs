namespace MlNetCnn.Experiments;

/// <summary>How a worker leaves a run.</summary>
/// <param name="State">The state it then has.</param>
/// <param name="Sentence">Why, or null.</param>
/// <param name="Result">What it came to, where it succeeded.</param>
internal sealed record RunEnding(RunState State, string? Sentence = null, RunResult? Result = null);

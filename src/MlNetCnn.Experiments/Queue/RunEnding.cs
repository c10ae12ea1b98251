namespace MlNetCnn.Experiments;

/// <summary>The state in which a worker leaves a run, with the reason and, on success, the result.</summary>
internal sealed record RunEnding(RunState State, string? Sentence = null, RunResult? Result = null);

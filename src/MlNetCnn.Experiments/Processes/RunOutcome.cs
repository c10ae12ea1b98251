namespace MlNetCnn.Experiments;

/// <summary>How a run's process ended.</summary>
/// <param name="Result">What the run came to, where it succeeded.</param>
/// <param name="Sentence">What went wrong, where it failed.</param>
internal sealed record RunOutcome(RunResult? Result, string? Sentence)
{
    public bool IsStopped => Result is null && Sentence is null;
}

namespace MlNetCnn.Experiments;

/// <summary>How a run's process ended.</summary>
/// <param name="Result">What the run came to, where it succeeded.</param>
/// <param name="Sentence">What went wrong, where it failed.</param>
/// <param name="IsAtRung">Whether it came to the epoch after which it was to pause.</param>
internal sealed record RunOutcome(RunResult? Result, string? Sentence, bool IsAtRung = false)
{
    public bool IsStopped => Result is null && Sentence is null;
}

namespace MlNetCnn.Experiments;

/// <summary>A run as seen by the decision at a rung.</summary>
internal sealed record RungRun
{
    public required string Id { get; init; }

    public required int Token { get; init; }

    /// <summary>Identifies the request; only its newest run counts.</summary>
    public required string RequestHash { get; init; }

    public required RunState State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required int Epoch { get; init; }

    /// <summary>The rung that it is heading for or waiting at; null when it has passed all.</summary>
    public int? PauseAfter { get; init; }

    public int? PrunedAfter { get; init; }

    /// <summary>Whether a worker holds it, or has not settled its folder yet.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Equal for runs that differ only in their seed.</summary>
    public string Choice { get; init; } = "";

    /// <summary>Validation accuracy at the rung; null where the run did not reach it.</summary>
    public double? Accuracy { get; init; }

    public bool IsWaiting => State == RunState.Paused && Epoch >= PauseAfter;

    /// <summary>Whether somebody cancelled it, as opposed to pruning.</summary>
    public bool IsWithdrawn => State == RunState.Cancelled && PrunedAfter is null;
}

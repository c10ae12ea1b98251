namespace MlNetCnn.Experiments;

/// <summary>A run as it is judged at a rung.</summary>
internal sealed record RungRun
{
    public required string Id { get; init; }

    public required int Token { get; init; }

    /// <summary>Names the request: the newest run of a request counts, earlier ones failed or were given up.</summary>
    public required string RequestHash { get; init; }

    public required RunState State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required int Epoch { get; init; }

    /// <summary>The rung that it is on its way to or waits at; null when it has passed all.</summary>
    public int? PauseAfter { get; init; }

    public int? PrunedAfter { get; init; }

    /// <summary>Whether a worker has it, or has not put its folder in order yet.</summary>
    public bool IsHeld { get; init; }

    /// <summary>What runs have in common that differ in nothing but their seed.</summary>
    public string Choice { get; init; } = "";

    /// <summary>The validation accuracy at the rung, or null where the run did not come so far.</summary>
    public double? Accuracy { get; init; }

    /// <summary>Whether it waits at a rung.</summary>
    public bool IsWaiting => State == RunState.Paused && Epoch >= PauseAfter;

    /// <summary>Whether somebody gave it up who is no judge.</summary>
    public bool IsWithdrawn => State == RunState.Cancelled && PrunedAfter is null;
}

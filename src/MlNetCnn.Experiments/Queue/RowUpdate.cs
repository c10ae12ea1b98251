namespace MlNetCnn.Experiments;

/// <summary>What a run has told that its row does not say yet.</summary>
internal sealed record RowUpdate
{
    public static RowUpdate Nothing { get; } = new();

    /// <summary>Where it runs, or null where that was told before.</summary>
    public RunEnvironment? Environment { get; init; }

    public string? ContentHash { get; init; }

    /// <summary>The epochs there will be, or 0 where that was told before.</summary>
    public int TotalEpochs { get; init; }

    /// <summary>Null where no epoch was told.</summary>
    public EpochSummary? SoFar { get; init; }

    /// <summary>Puts this before what was told later.</summary>
    public RowUpdate Then(RowUpdate later) => new()
    {
        Environment = later.Environment ?? Environment,
        ContentHash = later.ContentHash ?? ContentHash,
        TotalEpochs = later.TotalEpochs > 0 ? later.TotalEpochs : TotalEpochs,
        SoFar = later.SoFar ?? SoFar,
    };
}

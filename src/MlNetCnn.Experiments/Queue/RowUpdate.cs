namespace MlNetCnn.Experiments;

/// <summary>Progress of a run that is not in its row yet.</summary>
internal sealed record RowUpdate
{
    public static RowUpdate Nothing { get; } = new();

    /// <summary>Null where the row has it already.</summary>
    public RunEnvironment? Environment { get; init; }

    public string? ContentHash { get; init; }

    /// <summary>The number of epochs, or 0 where the row has it already.</summary>
    public int TotalEpochs { get; init; }

    /// <summary>Null where no epoch has finished.</summary>
    public EpochSummary? SoFar { get; init; }

    /// <summary>Merges with a later update.</summary>
    public RowUpdate Then(RowUpdate later) => new()
    {
        Environment = later.Environment ?? Environment,
        ContentHash = later.ContentHash ?? ContentHash,
        TotalEpochs = later.TotalEpochs > 0 ? later.TotalEpochs : TotalEpochs,
        SoFar = later.SoFar ?? SoFar,
    };
}

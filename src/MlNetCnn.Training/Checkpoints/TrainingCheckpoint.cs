using System.Collections.Immutable;

namespace MlNetCnn.Training;

/// <summary>A run as a checkpoint file holds it, see <see cref="CheckpointOptions"/>: how far it was, and its network at that time.</summary>
public sealed class TrainingCheckpoint
{
    internal TrainingCheckpoint(RunDescription description, TrainingState state, int threads, bool? channelsLast, CheckpointWeights weights, byte[] optimizer)
    {
        Description = description;
        State = state;
        Threads = threads;
        ChannelsLast = channelsLast;
        Weights = weights;
        Optimizer = optimizer;
    }

    /// <summary>The epoch under way, from 1; the last one plus 1 where all are over.</summary>
    public int Epoch => State.Epoch;

    /// <summary>The batches of that epoch that were done.</summary>
    public int Batch => State.Batch;

    /// <summary>The epochs that were over.</summary>
    public ImmutableArray<EpochMetrics> Epochs => [.. State.Epochs];

    /// <summary>The network with its best weights so far, or, without validation data, the latest.</summary>
    public CnnModel Model => new(
        Description.Architecture.Plan(Description.Input, Description.ClassNames.Length), Weights.Best ?? Weights.Latest, Description.ClassNames, Description.Preprocessing);

    internal RunDescription Description { get; }

    internal TrainingState State { get; }

    internal int Threads { get; }

    internal bool? ChannelsLast { get; }

    internal CheckpointWeights Weights { get; }

    internal byte[] Optimizer { get; }

    /// <summary>Reads a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is no checkpoint, is damaged or cut off, or is newer than this version.</exception>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public static TrainingCheckpoint Load(string path) => CheckpointFile.Read(path);
}

using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>What a run has told that the store does not have yet.</summary>
internal sealed class RunReport
{
    /// <summary>Where it runs, or null where that was told before.</summary>
    public RunEnvironment? Environment { get; set; }

    public string? ContentHash { get; set; }

    /// <summary>The epochs there will be, or 0 where that was told before.</summary>
    public int TotalEpochs { get; set; }

    /// <summary>Epochs in their order.</summary>
    public List<EpochMetrics> Epochs { get; } = [];

    /// <summary>Moments in their order.</summary>
    public List<StepMetrics> Steps { get; } = [];

    public bool IsEmpty => Environment is null && Epochs.Count == 0 && Steps.Count == 0;

    /// <summary>Adds an epoch in place of those from it on: a run that went on from its checkpoint tells some again.</summary>
    public void Add(EpochMetrics epoch)
    {
        Epochs.RemoveAll(e => e.Epoch >= epoch.Epoch);
        Epochs.Add(epoch);
    }

    /// <inheritdoc cref="Add(EpochMetrics)"/>
    public void Add(StepMetrics step)
    {
        Steps.RemoveAll(s => (s.Epoch, s.Images).CompareTo((step.Epoch, step.Images)) >= 0);
        Steps.Add(step);
    }

    /// <summary>Puts this before what was told later.</summary>
    public RunReport Then(RunReport later)
    {
        Environment = later.Environment ?? Environment;
        ContentHash = later.ContentHash ?? ContentHash;
        TotalEpochs = later.TotalEpochs > 0 ? later.TotalEpochs : TotalEpochs;
        later.Epochs.ForEach(Add);
        later.Steps.ForEach(Add);
        return this;
    }
}

using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Cli;

/// <summary>A run of the store to resume in this process.</summary>
internal sealed record ResumedRun(Run Run, IReadOnlyList<EpochMetrics> Done)
{
    public RunRequest Request => Run.Request;

    /// <summary>A resumed run keeps its number of threads: another one would change the order of summation. Null where it never started.</summary>
    public int? Threads => Run.Environment?.Threads;

    /// <exception cref="StoreException">There is no such run, or it cannot be resumed here.</exception>
    /// <exception cref="InvalidDataException">Its checkpoint is damaged or newer than this version.</exception>
    public static ResumedRun Find(RunStore store, string id)
    {
        var run = store.GetAsync(id).GetAwaiter().GetResult();
        if (run.State is RunState.Succeeded or RunState.Running)
            throw new ArgumentException($"The run {run.Id} cannot be resumed: its state is {run.State.Word()}.");
        if (run.PauseAfter is not null)
            throw new ArgumentException($"The run {run.Id} belongs to a sweep that prunes runs: 'mlnetcnn runs resume {run.Id}', then 'mlnetcnn compare' with --group {run.Group}, continues it.");
        var checkpoint = store.FolderOf(run.Id).Newest.Checkpoint;
        return new(run, File.Exists(checkpoint) ? TrainingCheckpoint.Load(checkpoint).Epochs : []);
    }

    public override string ToString() => Done.Count == 0 ? $"run {Run.Id} starts from the beginning: it has no finished epoch" : $"resuming run {Run.Id} after epoch {Done.Count:N0}";
}

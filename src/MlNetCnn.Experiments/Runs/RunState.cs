namespace MlNetCnn.Experiments;

/// <summary>For the allowed transitions see <see cref="RunStates.CanBecome"/>.</summary>
public enum RunState
{
    Queued,

    Running,

    /// <summary>Stopped with a checkpoint, without a process; waits until somebody resumes it.</summary>
    Paused,

    /// <summary>Trained and evaluated.</summary>
    Succeeded,

    /// <summary>Ended by an error, see <see cref="Run.Sentence"/>. Can be resumed.</summary>
    Failed,

    /// <summary>Cancelled on request or pruned. Can be resumed.</summary>
    Cancelled,

    /// <summary>Its worker stopped or was lost; resumes from its checkpoint as soon as a worker is free.</summary>
    Interrupted,
}

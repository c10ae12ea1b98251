namespace MlNetCnn.Experiments;

/// <summary>Where a run is on its way. What may follow what, <see cref="RunStates.CanBecome"/> says.</summary>
public enum RunState
{
    /// <summary>Waits for a worker.</summary>
    Queued,

    /// <summary>A worker has it.</summary>
    Running,

    /// <summary>Was written down and holds no memory; waits until somebody lets it go on.</summary>
    Paused,

    /// <summary>Trained and tested.</summary>
    Succeeded,

    /// <summary>Ended by an error; <see cref="Run.Sentence"/> says which. May be tried again.</summary>
    Failed,

    /// <summary>Given up on request. May be taken up again.</summary>
    Cancelled,

    /// <summary>Its worker stopped or was lost; goes on from its checkpoint as soon as a worker has room.</summary>
    Interrupted,
}

namespace MlNetCnn.Experiments;

/// <summary>Why a worker stops a run's process.</summary>
internal enum StopReason
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>The run was paused.</summary>
    Pause,

    /// <summary>The worker ends.</summary>
    Shutdown,

    /// <summary>The run was cancelled.</summary>
    Cancel,

    /// <summary>Another worker has the run.</summary>
    Lost,
}

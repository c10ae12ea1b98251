namespace MlNetCnn.Experiments;

/// <summary>In ascending order of urgency.</summary>
internal enum StopReason
{
    None,

    Pause,

    /// <summary>The worker is shutting down.</summary>
    Shutdown,

    Cancel,

    /// <summary>Another worker has leased the run.</summary>
    Lost,
}

namespace MlNetCnn.Experiments;

/// <summary>What somebody asked of a run that a worker has.</summary>
public enum RunWish
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>To be written down and put aside.</summary>
    Pause,

    /// <summary>To be given up.</summary>
    Cancel,
}

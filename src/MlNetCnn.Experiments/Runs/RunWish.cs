namespace MlNetCnn.Experiments;

/// <summary>A pending request for a run that a worker holds.</summary>
public enum RunWish
{
    None,

    Pause,

    Cancel,
}

namespace MlNetCnn;

/// <summary>What happens to an image that cannot be read. Errors of structure (an archive cut off, a row too short) always stop.</summary>
public enum BadImageAction
{
    /// <summary>It is left out and listed in <see cref="ImageData.Skipped"/>.</summary>
    Skip,

    /// <summary>The first one stops the loading.</summary>
    Fail,
}

namespace MlNetCnn.Training;

/// <summary>
/// libtorch's random state that takes no generator of its own: one for the process. First weights and dropout draw from it, each time behind
/// a seed of their own, so that fits at the same time draw what they would draw alone as long as nobody comes between seed and draw.
/// </summary>
internal static class ProcessRandom
{
    /// <summary>Held from the seed to the last draw.</summary>
    public static readonly Lock Gate = new();
}

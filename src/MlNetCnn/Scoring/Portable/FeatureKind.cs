namespace MlNetCnn;

/// <summary>What a saved model takes.</summary>
internal enum FeatureKind
{
    Pixels,
    Images,

    /// <summary>The paths of image files.</summary>
    Files,
}

namespace MlNetCnn.Components;

/// <summary>A layer's output as a block in space: the front face has its height, the edges going back its width, the thickness its channels.</summary>
/// <param name="Layer">The layer, or null for the image.</param>
/// <param name="Shape">What comes out of it.</param>
/// <param name="Kind">How it is colored.</param>
/// <param name="X">The front face's left edge.</param>
/// <param name="Y">The front face's upper edge.</param>
/// <param name="Thickness">The front face's width: the channels.</param>
/// <param name="Height">The front face's height.</param>
/// <param name="BackX">How far the edges going back reach to the right.</param>
/// <param name="BackY">How far they reach up.</param>
internal sealed record DiagramVolume(
    LayerPlan? Layer, TensorShape Shape, VolumeKind Kind, double X, double Y, double Thickness, double Height, double BackX, double BackY)
{
    public string Path => Layer?.Path ?? "";

    /// <summary>Whether it is the layer that does not fit.</summary>
    public bool IsFlawed { get; init; }

    public bool IsLabeled { get; init; }
}

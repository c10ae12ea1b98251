namespace MlNetCnn.Components;

/// <summary>
/// What a layer makes of an image, read by a <see cref="LayerProbe"/>: its feature maps in colors, of one scale or each of its own, or the
/// values of a flat layer. Pointer and arrow keys read single values; all are also there as tables.
/// </summary>
/// <example><code>&lt;FeatureMaps Title="conv1" Maps="@probe.Read(pixels, "conv1").Layers["conv1"]" /&gt;</code></example>
public sealed partial class FeatureMaps;

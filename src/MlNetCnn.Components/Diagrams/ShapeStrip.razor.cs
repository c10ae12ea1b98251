namespace MlNetCnn.Components;

/// <summary>The shape that each layer of a network gives, as words and drawn to scale: small enough for the side of a form.</summary>
/// <example><code>&lt;ShapeStrip Architecture="Architectures.AlexNet()" Input="new(3, 224, 224)" Classes="10" /&gt;</code></example>
public sealed partial class ShapeStrip;

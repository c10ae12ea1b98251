namespace MlNetCnn.Components;

/// <summary>
/// The layers of a network as volumes to scale, with the shape that each gives: height and width of its feature maps, and their number as
/// the thickness. Blocks open and fold; pointer and arrow keys show a layer's settings, parameters, multiply-accumulates and receptive field;
/// the drawing can be saved. It scrolls sideways where it does not fit.
/// </summary>
/// <example><code>&lt;NetworkDiagram Architecture="Architectures.ResNet(18)" Input="new(3, 224, 224)" Classes="10" /&gt;</code></example>
public sealed partial class NetworkDiagram;

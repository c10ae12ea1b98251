namespace MlNetCnn.Components;

/// <summary>
/// A row for each layer of a network: settings, input and output shape, parameters, multiply-accumulates and receptive field (in pixels),
/// with the totals.
/// </summary>
/// <example><code>&lt;LayerTable Architecture="Architectures.LeNet()" Input="new(1, 28, 28)" Classes="10" /&gt;</code></example>
public sealed partial class LayerTable;

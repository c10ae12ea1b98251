namespace MlNetCnn.Components;

/// <summary>
/// Curves over epochs, steps or time. Pointer and arrow keys read values; what is dragged over or <c>+</c> zooms; the scale of Y, smoothing
/// and which curves show are chosen beneath; drawing and numbers can be saved. It takes the width that there is.
/// </summary>
/// <example><code>&lt;LineChart Title="Loss" YLabel="cross-entropy" Series="@([new("training", [new(1, 0.9), new(2, 0.5)])])" /&gt;</code></example>
public sealed partial class LineChart;

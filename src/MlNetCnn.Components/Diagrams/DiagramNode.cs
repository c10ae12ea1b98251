namespace MlNetCnn.Components;

/// <summary>A junction of two lines: a sum or a concatenation.</summary>
internal sealed record DiagramNode(LayerPlan Layer, string Sign, double X, double Y);

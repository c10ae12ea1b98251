namespace MlNetCnn.Dashboard;

/// <summary>Where two lines of data meet: a sum or a concatenation.</summary>
internal sealed record DiagramNode(LayerPlan Layer, string Sign, double X, double Y);

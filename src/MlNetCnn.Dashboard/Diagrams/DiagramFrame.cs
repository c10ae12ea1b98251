namespace MlNetCnn.Dashboard.Diagrams;

/// <summary>The frame around an open block.</summary>
internal sealed record DiagramFrame(LayerPlan Layer, double X, double Y, double Width, double Height);

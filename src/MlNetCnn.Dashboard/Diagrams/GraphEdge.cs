namespace MlNetCnn.Dashboard;

/// <summary>A tensor between two nodes, and where its shape is written.</summary>
internal sealed record GraphEdge(string Path, int LabelX, int LabelY, string? Shape);

namespace MlNetCnn.Components;

/// <summary>A connection besides the main line: a residual shortcut, which is drawn thicker, or a branch.</summary>
internal sealed record DiagramArc(string Path, string Data, bool IsShortcut);

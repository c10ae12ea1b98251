namespace MlNetCnn.Dashboard;

/// <summary>A line of data that is not the main one: a residual's shortcut, a branch.</summary>
/// <param name="Path">The block it belongs to.</param>
/// <param name="Data">The SVG path.</param>
/// <param name="IsShortcut">Whether it is a shortcut, which is drawn stronger.</param>
internal sealed record DiagramArc(string Path, string Data, bool IsShortcut);

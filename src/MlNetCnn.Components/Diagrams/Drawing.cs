namespace MlNetCnn.Components;

/// <summary>Collects the elements that pieces draw.</summary>
internal sealed class Drawing
{
    public List<DiagramVolume> Volumes { get; } = [];

    public List<DiagramFrame> Frames { get; } = [];

    public List<DiagramArc> Arcs { get; } = [];

    public List<DiagramNode> Nodes { get; } = [];

    public void Line(string path, FormattableString data, bool isShortcut = false) =>
        Arcs.Add(new DiagramArc(path, FormattableString.Invariant(data), isShortcut));
}

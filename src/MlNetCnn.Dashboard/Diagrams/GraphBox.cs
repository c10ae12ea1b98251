using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>A node in its place: the left upper corner.</summary>
internal sealed record GraphBox(int Index, OnnxFileNode Node, int X, int Y)
{
    public const int Width = 180, Height = 42;
}

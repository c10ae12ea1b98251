namespace MlNetCnn;

/// <summary>A layer whose output is wanted as a column. A text stands for the path of a layer: <c>"features.conv2"</c>.</summary>
/// <param name="Path">The path of a layer or block in the network's plan. A residual block's is its output behind its activation.</param>
public sealed record LayerOutput(string Path)
{
    /// <summary>The column's name. Default: the path.</summary>
    public string ColumnName { get; init; } = Path;

    /// <summary>The layer at this path, under the path's name.</summary>
    public static LayerOutput FromString(string path) => new(path);

    /// <summary>The layer at this path, under the path's name.</summary>
    public static implicit operator LayerOutput(string path) => new(path);
}

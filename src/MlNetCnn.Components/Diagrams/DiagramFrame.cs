namespace MlNetCnn.Components;

/// <summary>The frame around an expanded block.</summary>
internal sealed record DiagramFrame(LayerPlan Layer, double X, double Y, double Width, double Height)
{
    /// <summary>Whether the layer of this path is in the block.</summary>
    public bool Holds(string path) => path.StartsWith(Layer.Path + ".", StringComparison.Ordinal);
}

namespace MlNetCnn;

/// <summary>A layer does not fit what comes into it. Thrown by <see cref="PlanningExtensions.Plan"/> before anything runs.</summary>
public sealed class LayerShapeException : Exception
{
    internal LayerShapeException(string path, string kind, TensorShape? input, string needs)
        : base($"{char.ToUpperInvariant(kind[0])}{kind[1..]} '{path}' {needs}")
    {
        Path = path;
        Kind = kind;
        Input = input;
    }

    /// <summary>The path of the layer that does not fit, for example <c>stage2.0.conv1</c>.</summary>
    public string Path { get; }

    /// <summary>The layer's kind, for example <c>linear</c>.</summary>
    public string Kind { get; }

    /// <summary>The shape that came in, or null where the layer's own settings are at fault.</summary>
    public TensorShape? Input { get; }
}

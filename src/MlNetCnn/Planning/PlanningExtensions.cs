namespace MlNetCnn;

/// <summary>Plans architectures.</summary>
public static class PlanningExtensions
{
    /// <summary>
    /// Infers the shape and the cost of every layer for images of this shape, before anything runs.
    /// </summary>
    /// <param name="architecture">The network.</param>
    /// <param name="input">The shape of one image: <c>C×H×W</c>.</param>
    /// <param name="classes">The number of classes, at least 2; layers with an open width take it.</param>
    /// <exception cref="LayerShapeException">A layer does not fit what comes in: the message names its path, what came and what it needs.</exception>
    /// <exception cref="ArgumentException">
    /// The input is not an image, there are fewer than two classes or no layers, or the name cannot be used.
    /// </exception>
    public static NetworkPlan Plan(this Architecture architecture, TensorShape input, int classes)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return NetworkPlan.Create(architecture, input, classes);
    }
}

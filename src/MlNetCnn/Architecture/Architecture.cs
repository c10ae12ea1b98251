using System.Text.Json;

namespace MlNetCnn;

/// <summary>
/// A network described as data: its layers, in order, without any size of the input. <see cref="Plan"/> infers the rest.
/// Two architectures are equal when their names, layers and initialization are.
/// </summary>
/// <param name="Name">What people call it: letters, digits and <c>. _ - /</c>.</param>
/// <param name="Layers">The layers and blocks, in order, at least one.</param>
public sealed record Architecture(string Name, LayerList Layers)
{
    /// <summary>How the weights start. Default: as PyTorch's layers do.</summary>
    public WeightInitialization Initialization { get; init; }

    /// <summary>
    /// Infers the shape and the cost of every layer for images of this shape, before anything runs.
    /// </summary>
    /// <param name="input">The shape of one image: <c>C×H×W</c>.</param>
    /// <param name="classes">The number of classes, at least 2; layers with an open width take it.</param>
    /// <exception cref="LayerShapeException">A layer does not fit what comes in: the message names its path, what came and what it needs.</exception>
    /// <exception cref="ArgumentException">The input is not an image, or there are fewer than two classes.</exception>
    public NetworkPlan Plan(TensorShape input, int classes) => NetworkPlan.Create(this, input, classes);

    /// <summary>The description as indented JSON, which <see cref="FromJson"/> reads back into an equal architecture.</summary>
    public string ToJson() => ArchitectureJson.Write(this);

    /// <summary>Reads a description.</summary>
    /// <exception cref="JsonException">The text is not JSON or not a description: the message says where and what is wrong.</exception>
    public static Architecture FromJson(string json) => ArchitectureJson.Read(json);
}

using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>
/// An architecture for images of one shape and a number of classes: every layer with its shapes, weights and cost. Everything else
/// (the TorchSharp module, the ONNX graph, tables) is read from it.
/// </summary>
public sealed class NetworkPlan
{
    private NetworkPlan(Architecture architecture, TensorShape input, int classes, ImmutableArray<LayerPlan> layers)
    {
        Architecture = architecture;
        Input = input;
        Classes = classes;
        Layers = layers;
        Steps = [.. layers.SelectMany(l => l.Steps())];
        Tensors = [.. layers.SelectMany(l => l.WithInner).SelectMany(l => l.Tensors)];
    }

    /// <summary>The description this was planned from.</summary>
    public Architecture Architecture { get; }

    /// <summary>The shape of one image: <c>C×H×W</c>.</summary>
    public TensorShape Input { get; }

    /// <summary>The number of classes, which is the length of the output.</summary>
    public int Classes { get; }

    /// <summary>The outermost layers and blocks, in order.</summary>
    public ImmutableArray<LayerPlan> Layers { get; }

    /// <summary>
    /// Every step in the order of computation, blocks opened. A residual's sum and a concatenation stand where they are computed.
    /// </summary>
    public ImmutableArray<LayerPlan> Steps { get; }

    /// <summary>Every tensor of weights and running statistics, in the order of computation.</summary>
    public ImmutableArray<TensorSpec> Tensors { get; }

    /// <summary>The layer whose width is the number of classes.</summary>
    internal LayerPlan Head => Steps.First(step => step.Layer.IsOpen);

    /// <summary>The number of trainable values.</summary>
    public long Parameters => Layers.Sum(l => l.Parameters);

    /// <summary>Multiply-accumulates for one image; see <see cref="LayerPlan.Macs"/>.</summary>
    public long Macs => Layers.Sum(l => l.Macs);

    /// <summary>What the network costs in memory when it scores or trains batches of this size.</summary>
    /// <param name="batchSize">Images at once, at least 1. Default: 1.</param>
    /// <param name="optimizerSlots">Values the optimizer keeps for each parameter: 0 for plain SGD, 1 with momentum, 2 for Adam. Default: 0.</param>
    public NetworkCosts Costs(int batchSize = 1, int optimizerSlots = 0) => new(this, batchSize, optimizerSlots);

    internal static NetworkPlan Create(Architecture architecture, TensorShape input, int classes)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (!input.IsImage)
            throw new ArgumentException($"Network '{architecture.Name}' needs images of channels×height×width, like 1×28×28, but the input is {input}.", nameof(input));
        if (classes < 2)
            throw new ArgumentOutOfRangeException(nameof(classes), classes, $"Network '{architecture.Name}' needs at least 2 classes.");
        ArchitectureChecks.Require(architecture, classes);
        var layers = new Planner(classes).PlanSequence(architecture.Layers, new LayerNames(""), input, "the input");
        var last = layers[^1];
        if (!last.Output.IsFlat || last.Output.Elements != classes)
            throw new LayerShapeException(last.Path, last.Kind, last.Input,
                $"is the last layer and gives {last.Output}, but the network must end with one value for each of the {classes} classes: end it with Flatten and Linear.");
        return new NetworkPlan(architecture, input, classes, layers);
    }
}

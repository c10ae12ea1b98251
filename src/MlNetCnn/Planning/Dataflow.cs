using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>
/// A plan as a list of steps that read and write numbered tensors. Tensor 0 is the input. A step that leaves its values where they are
/// (Flatten, an activation that overwrites its input) writes the buffer it read.
/// </summary>
internal sealed class Dataflow
{
    private readonly List<DataflowStep> _steps = [];
    private int _tensors = 1;

    private Dataflow(NetworkPlan plan)
    {
        Sequence(plan.Layers, input: 0, ownsInput: false);
        Steps = [.. _steps];
    }

    public ImmutableArray<DataflowStep> Steps { get; }

    public static Dataflow Of(NetworkPlan plan) => new(plan);

    /// <summary>Adds layers one after another; returns the tensor they end in and whether it may be overwritten.</summary>
    private (int Tensor, bool Owned) Sequence(ImmutableArray<LayerPlan> layers, int input, bool ownsInput)
    {
        var (tensor, owned) = (input, ownsInput);
        foreach (var layer in layers)
            (tensor, owned) = Add(layer, tensor, owned);
        return (tensor, owned);
    }

    private (int Tensor, bool Owned) Add(LayerPlan layer, int input, bool mayOverwrite)
    {
        switch (layer.Layer)
        {
            case Block:
                // A block is a module of its own: its first activation does not overwrite what another block gave.
                return (Sequence(layer.Branches[0], input, ownsInput: false).Tensor, false);
            case Residual:
                var body = Sequence(layer.Branches[0], input, ownsInput: false).Tensor;
                var shortcut = Sequence(layer.Branches[1], input, ownsInput: false).Tensor;
                var sum = Write(layer, [body, shortcut], overwrites: false);
                return (Sequence(layer.Branches[2], sum, ownsInput: true).Tensor, false);
            case Concat:
                var branches = layer.Branches.Select(b => Sequence(b, input, ownsInput: false).Tensor).ToArray();
                return (Write(layer, branches, overwrites: false), false);
            case Flatten:
                return (Write(layer, [input], overwrites: true), false);
            case ReLU when mayOverwrite:
                return (Write(layer, [input], overwrites: true), false);
            default:
                return (Write(layer, [input], overwrites: false), layer.Layer is Conv2d or Linear or BatchNorm2d);
        }
    }

    private int Write(LayerPlan layer, int[] inputs, bool overwrites)
    {
        var output = overwrites ? inputs[0] : _tensors++;
        _steps.Add(new DataflowStep(layer, [.. inputs], output));
        return output;
    }
}

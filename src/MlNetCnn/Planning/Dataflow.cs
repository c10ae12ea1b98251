using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>
/// A plan as a list of steps that read and write numbered tensors. Tensor 0 is the input. A step that leaves its values where they are
/// (Flatten, an activation that overwrites its input) writes the buffer it read.
/// </summary>
internal sealed class Dataflow : PlanWalk<int>
{
    private readonly List<DataflowStep> _steps = [];
    private int _tensors = 1;

    private Dataflow(NetworkPlan plan)
    {
        Sequence(plan.Layers, input: 0);
        Steps = [.. _steps];
    }

    public ImmutableArray<DataflowStep> Steps { get; }

    public static Dataflow Of(NetworkPlan plan) => new(plan);

    protected override int Step(LayerPlan layer, ImmutableArray<int> inputs, bool mayOverwrite)
    {
        var output = layer.Layer.Overwrites(mayOverwrite) ? inputs[0] : _tensors++;
        _steps.Add(new DataflowStep(layer, inputs, output));
        return output;
    }
}

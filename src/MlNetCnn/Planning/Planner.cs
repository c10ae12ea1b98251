using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>
/// Infers shapes and costs, layer by layer. That the settings are in their ranges and the names in order, <see cref="ArchitectureChecks"/>
/// has seen to.
/// </summary>
/// <param name="classes">The number of classes.</param>
/// <param name="attempt">Where given, the first flaw goes there and planning stops at that layer instead of throwing.</param>
/// <param name="known">With an attempt: a layer whose settings are out of range, so that it cannot be planned.</param>
internal sealed class Planner(int classes, PlanAttempt? attempt = null, LayerShapeException? known = null)
{
    private bool Stopped => attempt?.Flaw is not null;

    /// <summary>Plans layers one after another; <paramref name="names"/> are those of the block around them.</summary>
    public ImmutableArray<LayerPlan> PlanSequence(LayerList layers, LayerNames names, TensorShape input, string from, int first = 0)
    {
        var plans = ImmutableArray.CreateBuilder<LayerPlan>(layers.Count);
        for (var i = 0; i < layers.Count; i++)
        {
            var path = names.PathOf(layers[i], first + i);
            var plan = PlanLayer(new LayerInput(layers[i], path, input, from, classes));
            plans.Add(plan);
            if (Stopped)
                break;
            input = plan.Output;
            from = $"'{path}'";
        }
        return plans.DrainToImmutable();
    }

    private LayerPlan PlanLayer(LayerInput at)
    {
        if (attempt is null)
            return PlanChecked(at);
        try
        {
            return at.Path == known?.Path ? throw known : PlanChecked(at);
        }
        catch (LayerShapeException flaw)
        {
            attempt.Flaw ??= flaw;
            return new LayerPlan(at, at.Input);
        }
    }

    private LayerPlan PlanChecked(LayerInput at)
    {
        var inside = at.Layer.Inside;
        var meeting = inside.Length - at.Layer.BranchesBehind;
        var branches = inside.Take(meeting).Select(b => PlanBranch(b, at, at.Input, at.From)).ToImmutableArray();
        if (Stopped && meeting > 0)
        {
            ImmutableArray<LayerPlan>[] missing = [.. inside.Skip(meeting).Select(_ => ImmutableArray<LayerPlan>.Empty)];
            return new LayerPlan(at, meeting == 1 ? End(branches[0]).Shape : at.Input) { Branches = [.. branches, .. missing] };
        }
        var figures = at.Layer.Infer(at with { Ends = [.. branches.Select(End)] });
        var output = figures.Output;
        foreach (var branch in inside.Skip(meeting))
        {
            branches = branches.Add(PlanBranch(branch, at, output, $"'{at.Path}'"));
            output = branches[^1] is [.., var last] ? last.Output : output;
        }
        return new LayerPlan(at, output) { Branches = branches, Tensors = figures.Tensors, OwnMacs = figures.Macs };

        (string Path, TensorShape Shape) End(ImmutableArray<LayerPlan> branch) => branch is [.., var last] ? (last.Path, last.Output) : (at.Path, at.Input);
    }

    private ImmutableArray<LayerPlan> PlanBranch(LayerBranch branch, LayerInput at, TensorShape input, string from) =>
        PlanSequence(branch.Layers, LayerNames.Inside(at.Layer, at.Path).ForUnnamed(branch.Unnamed), input, from, branch.First);
}

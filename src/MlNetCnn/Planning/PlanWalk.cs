using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>Goes through a plan as its computation does, carrying something from layer to layer.</summary>
/// <typeparam name="T">What is carried: a tensor, a receptive field.</typeparam>
internal abstract class PlanWalk<T>
{
    /// <summary>Goes through layers one after another; gives what the last one gives, or the input where there is none.</summary>
    public T Sequence(ImmutableArray<LayerPlan> layers, T input, bool mayOverwrite = false) =>
        LayerPlan.InOrder(layers, mayOverwrite).Aggregate(input, (x, next) => Through(next.Layer, x, next.MayOverwrite));

    /// <summary>A simple layer, or the place where branches meet.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="inputs">What comes in: one, or one a branch.</param>
    /// <param name="mayOverwrite">Whether a single input may be overwritten.</param>
    protected abstract T Step(LayerPlan layer, ImmutableArray<T> inputs, bool mayOverwrite);

    /// <summary>What a layer gives at last, blocks after what is in them.</summary>
    protected virtual void Leave(LayerPlan layer, T output)
    {
    }

    private T Through(LayerPlan layer, T input, bool mayOverwrite)
    {
        // A block is a module of its own: its first activation does not overwrite what another block gave.
        ImmutableArray<T> ends = [.. layer.Parallel.Select(branch => Sequence(branch, input)).DefaultIfEmpty(input)];
        var met = layer.Layer.Computes ? Step(layer, ends, mayOverwrite) : ends[0];
        var output = Sequence(layer.Behind, met, mayOverwrite: true);
        Leave(layer, output);
        return output;
    }
}

using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>
/// What a network costs in memory for one batch size, in bytes. All values are 32-bit floats. What libtorch itself needs (some hundred
/// megabytes) and the images kept in memory are not part of it.
/// </summary>
public sealed class NetworkCosts
{
    private const int Float = sizeof(float);

    // Activations are allocated and freed in different orders: glibc's heap holds this many times what is alive. Measured; see the README.
    private const double HeapShare = 1.4;

    internal NetworkCosts(NetworkPlan plan, int batchSize, int optimizerSlots)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(optimizerSlots);
        BatchSize = batchSize;
        var flow = Dataflow.Of(plan);
        Layers = SavedForBackward(flow, batchSize);
        WeightBytes = plan.Tensors.Sum(t => (long)t.Shape.Elements) * Float;
        InferenceActivationBytes = batchSize * Float * LargestAliveSet(flow, plan);
        SavedActivationBytes = Layers.Sum(l => l.SavedBytes) + (batchSize * Float * (long)plan.Input.Elements);
        GradientBytes = plan.Parameters * Float;
        OptimizerBytes = plan.Parameters * Float * optimizerSlots;
        BackwardBytes = batchSize * Float * LargestBackwardStep(flow);
        OptimizerStepBytes = plan.Parameters * Float * (optimizerSlots + 1);
    }

    /// <summary>Images at once.</summary>
    public int BatchSize { get; }

    /// <summary>Parameters and running statistics.</summary>
    public long WeightBytes { get; }

    /// <summary>The largest set of activations that scoring holds at once, the input included.</summary>
    public long InferenceActivationBytes { get; }

    /// <summary>What training keeps of the forward pass until backward has used it, the input included.</summary>
    public long SavedActivationBytes { get; }

    /// <summary>The gradients of the parameters.</summary>
    public long GradientBytes { get; }

    /// <summary>What the optimizer remembers: nothing for plain SGD, one value a parameter with momentum, two for Adam.</summary>
    public long OptimizerBytes { get; }

    /// <summary>The most that one step of backward holds: the gradients of its input and output, and the copies a convolution makes of both.</summary>
    public long BackwardBytes { get; }

    /// <summary>What a step of the optimizer holds for its duration: a temporary for each value it keeps, and one for the gradient.</summary>
    public long OptimizerStepBytes { get; }

    /// <summary>What scoring needs: weights and the largest set of activations.</summary>
    public long InferenceBytes => WeightBytes + InferenceActivationBytes;

    /// <summary>
    /// An estimate of what training adds to the process at its peak, on the CPU: weights, gradients and the optimizer's memory, and what is
    /// larger, the activations during backward or the optimizer's step.
    /// </summary>
    public long TrainingBytes =>
        WeightBytes + GradientBytes + OptimizerBytes + Math.Max((long)(HeapShare * (SavedActivationBytes + BackwardBytes)), OptimizerStepBytes);

    /// <summary>Each step of the computation on its own, in the order of <see cref="NetworkPlan.Steps"/>.</summary>
    public ImmutableArray<LayerCost> Layers { get; }

    private static ImmutableArray<LayerCost> SavedForBackward(Dataflow flow, int batchSize)
    {
        var kept = new HashSet<int> { 0 };
        return
        [
            .. flow.Steps.Select(step =>
            {
                var (input, output, bytes) = step.Layer.Layer.Saves(step.Layer.Input, step.Layer.Output);
                if (input && kept.Add(step.Inputs[0]))
                    bytes += (long)step.Layer.Input.Elements * Float;
                if (output && kept.Add(step.Output))
                    bytes += (long)step.Layer.Output.Elements * Float;
                return new LayerCost(
                    step.Layer.Path,
                    step.Layer.Tensors.Sum(t => (long)t.Shape.Elements) * Float,
                    (long)batchSize * step.Layer.Output.Elements * Float,
                    batchSize * bytes);
            }),
        ];
    }

    private static long LargestAliveSet(Dataflow flow, NetworkPlan plan)
    {
        var sizes = new Dictionary<int, long> { [0] = plan.Input.Elements };
        var lastUse = new Dictionary<int, int>();
        for (var i = 0; i < flow.Steps.Length; i++)
        {
            foreach (var input in flow.Steps[i].Inputs)
                lastUse[input] = i;
        }
        long largest = 0;
        for (var i = 0; i < flow.Steps.Length; i++)
        {
            var step = flow.Steps[i];
            sizes[step.Output] = step.Layer.Output.Elements;
            largest = Math.Max(largest, sizes.Values.Sum());
            foreach (var done in sizes.Keys.Where(t => t != step.Output && lastUse.GetValueOrDefault(t, -1) <= i).ToArray())
                sizes.Remove(done);
        }
        return largest;
    }

    private static long LargestBackwardStep(Dataflow flow) => flow.Steps.Max(step =>
        (long)step.Layer.Input.Elements + step.Layer.Output.Elements + step.Layer.Layer.CopiedInBackward(step.Layer.Input, step.Layer.Output));
}

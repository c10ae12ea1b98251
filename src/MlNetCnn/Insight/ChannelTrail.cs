using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>
/// Where one channel goes as itself: from the layer that mixed it out of others through normalizations, activations, pooling, sums and
/// concatenations, up to the layer that mixes it with others.
/// </summary>
internal static class ChannelTrail
{
    /// <param name="plan">The network.</param>
    /// <param name="path">A layer that gives feature maps.</param>
    /// <param name="channel">One of its channels, from 0.</param>
    /// <returns>The layers in order, each with the channel's number there.</returns>
    public static ImmutableArray<(LayerPlan Layer, int Channel)> Of(NetworkPlan plan, string path, int channel)
    {
        var steps = Dataflow.Of(plan).Steps;
        var start = Array.FindIndex([.. steps], s => s.Layer.Path == path);
        if (start < 0)
            return [];
        var trail = new LinkedList<(int Step, int Channel)>();
        trail.AddFirst((start, channel));
        while (Before(steps, trail.First!.Value) is { } before)
            trail.AddFirst(before);
        while (Behind(steps, trail.Last!.Value) is { } behind)
            trail.AddLast(behind);
        // A residual block gives what its activation gives: once is enough.
        var shown = LayerProbe.LayersOf(plan).ToHashSet();
        return [.. trail.Select(t => (steps[t.Step].Layer, t.Channel)).Where(t => shown.Contains(t.Layer))];
    }

    private static (int Step, int Channel)? Before(ImmutableArray<DataflowStep> steps, (int Step, int Channel) at)
    {
        var step = steps[at.Step];
        var (input, channel) = (0, at.Channel);
        if (step.Layer.Layer is Concat)
        {
            for (; channel >= Channels(step, input); input++)
                channel -= Channels(step, input);
        }
        else if (Source(step.Layer, channel) is { } source)
        {
            channel = source;
        }
        else
        {
            return null;
        }
        var from = Producer(steps, at.Step, step.Inputs[input]);
        return from < 0 ? null : (from, channel);
    }

    private static (int Step, int Channel)? Behind(ImmutableArray<DataflowStep> steps, (int Step, int Channel) at)
    {
        for (var i = at.Step + 1; i < steps.Length; i++)
        {
            var input = steps[i].Inputs.IndexOf(steps[at.Step].Output);
            if (input < 0 || Producer(steps, i, steps[i].Inputs[input]) != at.Step)
                continue;
            if (steps[i].Layer.Layer is Concat)
                return (i, at.Channel + Enumerable.Range(0, input).Sum(branch => Channels(steps[i], branch)));
            if (steps[i].Layer.Layer is Scale && input > 0)
                continue; // a gate ends where it is applied
            if (Enumerable.Range(0, steps[i].Layer.Output.Dimensions[0]).Cast<int?>().FirstOrDefault(c => Source(steps[i].Layer, c!.Value) == at.Channel) is { } channel)
                return (i, channel);
        }
        return null;
    }

    // A tensor may be overwritten: the last step that wrote it counts.
    private static int Producer(ImmutableArray<DataflowStep> steps, int before, int tensor)
    {
        for (var i = before - 1; i >= 0; i--)
        {
            if (steps[i].Output == tensor)
                return i;
        }
        return -1;
    }

    private static int Channels(DataflowStep concat, int branch) => concat.Layer.Branches[branch][^1].Output.Channels;

    private static int? Source(LayerPlan layer, int channel) => layer.Output.IsImage ? layer.Layer.SourceOf(channel, layer.Input, layer.Output) : null;
}

using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>
/// Reads a graph as a tree of layers: from the output back to the input, over the places where all ways meet; between two such places
/// lies one node, or branches that end in a sum, a product or a concatenation.
/// </summary>
internal sealed class GraphTree(DataGraph graph, NodeReader reader)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    /// <summary>The weights of each layer, by the layer itself.</summary>
    public Dictionary<Layer, ImmutableArray<WeightTensor>> Weights { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>The node that each layer was read from, in words, by the layer itself.</summary>
    public Dictionary<Layer, string> Nodes { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether the last layer with weights gives one value a class.</summary>
    public bool HasHead { get; private set; }

    /// <summary>The layers from the input to this tensor.</summary>
    /// <param name="output">The tensor.</param>
    /// <param name="classes">The number of values it gives, for the layer whose width is left open.</param>
    /// <exception cref="UnsupportedNodeException">A node is no layer, or ways do not meet as branches of a tree do.</exception>
    public LayerList Read(string output, int classes) => Layers(Steps(graph.Input, graph.Root(output)), classes);

    private List<ReadStep> Steps(string from, string to)
    {
        var parts = new Stack<IEnumerable<ReadStep>>();
        while (to != from)
        {
            var node = graph.Producer(to)!;
            var meeting = graph.MeetingOf(to);
            if (node.Data.Distinct().Count() > 1)
            {
                parts.Push([Merge(node, meeting) with { Words = node.Words }]);
            }
            else
            {
                ReadStep[] steps = [.. reader.Read(node).Select(s => s is LayerStep step ? step with { Words = node.Words } : s)];
                // What has no weights may be computed twice; weights that two layers share are not described here.
                if (!_read.Add(to) && steps.Any(s => s is LayerStep { Weights.IsEmpty: false } or AffineStep))
                    throw NodeReader.No(node, "lies on two ways that do not meet again at one place, but branches have to");
                parts.Push(steps);
            }
            to = meeting;
        }
        return [.. parts.SelectMany(p => p)];
    }

    private LayerStep Merge(ReadNode node, string meeting)
    {
        var branches = node.Data.Select(end => Layers(Steps(meeting, end))).ToArray();
        return new LayerStep((node.Operation, branches) switch
        {
            ("Add" or "Sum", [var left, var right]) => left.Count >= right.Count
                ? new Residual(left) { Shortcut = right }
                : new Residual(right) { Shortcut = left },
            ("Mul", [{ Count: 0 }, var gate]) => new Scale(gate),
            ("Mul", [var gate, { Count: 0 }]) => new Scale(gate),
            ("Concat", _) when node.Proto.Input.Count == node.Data.Length || node.Data.Length > 1 && IsAlongChannels(node) => Joined(node, branches),
            _ => throw NodeReader.No(node, "brings two ways together, which only Add, Mul by a gate and Concat do here"),
        });
    }

    private Concat Joined(ReadNode node, LayerList[] branches) => IsAlongChannels(node)
        ? new Concat([.. branches.Select(b => b is [var only] ? only : new Block(b))])
        : throw NodeReader.No(node, "joins along another axis than the channels of feature maps or the values of vectors");

    private bool IsAlongChannels(ReadNode node) =>
        node.Int("axis", 0) is var axis && (graph.IsChannelsLast(node.Data[0]) ? axis is 3 or -1 : axis == 1 || axis == 1 - reader.Rank(node));

    private LayerList Layers(List<ReadStep> steps, int? classes = null)
    {
        var merged = PerPixel(Affine(steps));
        if (classes is { } open)
            OpenHead(merged, open);
        var layers = new List<Layer>();
        foreach (var step in merged.Cast<LayerStep>())
        {
            if (layers is [.., Residual { Activation: null } sum] && step.Layer is ReLU)
            {
                layers[^1] = sum with { Activation = step.Layer };
                Nodes[layers[^1]] = Nodes[sum];
                continue;
            }
            layers.Add(step.Layer);
            if (step.Words is { } words)
                Nodes[step.Layer] = words;
            if (!step.Weights.IsEmpty)
                Weights[step.Layer] = step.Weights;
        }
        return [.. layers];
    }

    /// <summary>Factors and shifts go into the layer before where it can have them; else they are layers of their own.</summary>
    private static List<ReadStep> Affine(List<ReadStep> steps)
    {
        var merged = new List<ReadStep>();
        foreach (var step in steps)
        {
            if (step is AffineStep affine && merged is [.., var before] && AffineMerge.Into(before, affine) is { } together)
                merged[^1] = together;
            else
                merged.Add(step);
        }
        return [.. merged.Select(s => s is AffineStep left ? AffineMerge.Alone(left) : s)];
    }

    /// <summary>Between a flattening of 1×1 feature maps and its reverse, as gates have it, linear layers act on the channels.</summary>
    private static List<ReadStep> PerPixel(List<ReadStep> steps)
    {
        while (steps.FindIndex(s => s is UnflattenStep) is >= 0 and var end)
        {
            var start = steps.FindLastIndex(end, s => s is LayerStep { Layer: Flatten });
            if (start < 0)
                throw new UnsupportedNodeException(((UnflattenStep)steps[end]).Words, "makes feature maps of a vector that was none before");
            steps =
            [
                .. steps[..start],
                .. steps[(start + 1)..end].Select(s => s is LayerStep { Layer: Linear linear } step ? step with { Layer = linear with { PerPixel = true } } : s),
                .. steps[(end + 1)..],
            ];
        }
        return steps;
    }

    /// <summary>Leaves the width of the layer open that gives one value a class, and flattens where that has not been done.</summary>
    private void OpenHead(List<ReadStep> steps, int classes)
    {
        var head = steps.FindLastIndex(s => s is LayerStep { Layer: not (Flatten or AdaptiveAvgPool2d or AvgPool2d or Dropout or ReLU) });
        if (head >= 0 && steps[head] is LayerStep step)
        {
            Layer? open = step.Layer switch
            {
                Linear linear when linear.OutFeatures == classes => linear with { OutFeatures = null },
                Conv2d conv when conv.OutChannels == classes && conv.Groups == 1 => conv with { OutChannels = null },
                _ => null,
            };
            if (open is not null)
                steps[head] = step with { Layer = open };
            HasHead = open is not null;
        }
        if (!steps.Exists(s => s is LayerStep { Layer: Flatten } or LayerStep { Layer: Linear { PerPixel: false } }))
            steps.Add(new LayerStep(new Flatten()));
    }
}

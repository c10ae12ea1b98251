using System.Collections.Immutable;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>Nodes from top to bottom, each as far down as its longest path from an input; those without inputs lie above their first use.</summary>
internal sealed class GraphLayout
{
    /// <summary>The most nodes drawn.</summary>
    public const int Most = 2_000;

    private const int Across = GraphBox.Width + 90, Down = GraphBox.Height + 38, Margin = 16;

    public GraphLayout(IReadOnlyList<OnnxFileNode> nodes)
    {
        var count = Math.Min(nodes.Count, Most);
        var (producers, depths, inputs) = (new Dictionary<string, int>(), new int[count], new List<(int From, OnnxFileTensor Tensor)>[count]);
        for (var i = 0; i < count; i++)
        {
            // A file lists nodes after what they need: a damaged one with a cycle loses an edge.
            inputs[i] = [.. nodes[i].Inputs.Where(t => producers.ContainsKey(t.Name)).Select(t => (From: producers[t.Name], t)).DistinctBy(e => e.From)];
            depths[i] = inputs[i].Select(e => depths[e.From] + 1).DefaultIfEmpty().Max();
            foreach (var output in nodes[i].Outputs)
                producers[output.Name] = i;
        }
        foreach (var use in Enumerable.Range(0, count).SelectMany(i => inputs[i].Select(e => (e.From, To: i))).Where(e => inputs[e.From].Count == 0).GroupBy(e => e.From))
            depths[use.Key] = use.Min(e => depths[e.To]) - 1;

        var (places, layers) = (new int[count], Enumerable.Range(0, count).GroupBy(i => depths[i]).OrderBy(g => g.Key).ToArray());
        var widest = layers.Select(l => l.Count()).DefaultIfEmpty().Max();
        foreach (var layer in layers)
        {
            var ordered = layer.OrderBy(i => inputs[i].Select(e => (double)places[e.From]).DefaultIfEmpty().Average()).ToArray();
            for (var i = 0; i < ordered.Length; i++)
                places[ordered[i]] = Margin + (2 * i + widest - ordered.Length) * Across / 2;
        }
        Boxes = [.. Enumerable.Range(0, count).Select(i => new GraphBox(i, nodes[i], places[i], Margin + depths[i] * Down))];
        Edges = [.. Boxes.SelectMany(to => inputs[to.Index].Select(e => Edge(Boxes[e.From], to, e.Tensor.Shape)))];
        (Width, Height) = (2 * Margin + widest * Across, 2 * Margin + layers.Select(l => l.Key + 1).DefaultIfEmpty().Max() * Down);
    }

    public ImmutableArray<GraphBox> Boxes { get; }

    public ImmutableArray<GraphEdge> Edges { get; }

    public int Width { get; }

    public int Height { get; }

    // One to a layer further down bows around the boxes between.
    private static GraphEdge Edge(GraphBox from, GraphBox to, string? shape)
    {
        const int Half = GraphBox.Width / 2, Bow = 60;
        if (to.Y - from.Y > Down)
        {
            var (x, y, endX, endY) = (from.X + GraphBox.Width, from.Y + GraphBox.Height / 2, to.X + GraphBox.Width, to.Y + GraphBox.Height / 2);
            return new($"M{x} {y}C{Math.Max(x, endX) + Bow} {y} {Math.Max(x, endX) + Bow} {endY} {endX} {endY}", endX + 4, endY - 6, shape);
        }
        var (start, end) = (from.Y + GraphBox.Height, to.Y);
        return new($"M{from.X + Half} {start}C{from.X + Half} {(start + end) / 2} {to.X + Half} {(start + end) / 2} {to.X + Half} {end}", (from.X + to.X) / 2 + Half + 6, (start + end) / 2 + 4, shape);
    }
}

using System.Collections.Immutable;
using MlNetCnn.Onnx.Proto;

namespace MlNetCnn;

/// <summary>
/// The part of a graph that depends on the image: nodes that do nothing are left out, several nodes that are one step together are one
/// (see <see cref="GraphPatterns"/>), and for each tensor it is known where all ways to it meet.
/// </summary>
internal sealed class DataGraph
{
    private static readonly HashSet<string> Passing = ["Identity", "Cast"];

    private static readonly HashSet<string> PassingWhereShapesAgree = ["Reshape", "Flatten", "Squeeze", "Unsqueeze", "Expand"];

    private readonly Dictionary<string, ReadNode> _producers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _aliases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Tensor, int Depth)> _meetings = new(StringComparer.Ordinal);
    private readonly HashSet<string> _channelsLast = new(StringComparer.Ordinal);
    private readonly List<ReadNode> _concats = [];
    private readonly GraphRun _run;

    public DataGraph(GraphProto graph, GraphRun run, string input, bool isChannelsLast)
    {
        _run = run;
        Input = input;
        _meetings[input] = (input, 0);
        if (isChannelsLast)
            _channelsLast.Add(input);
        var patterns = new GraphPatterns(this, run);
        foreach (var node in graph.Node)
        {
            ImmutableArray<string> data = [.. node.Input.Where(i => !run.IsConstant(i)).Select(Root)];
            if (data.IsEmpty && !GraphRun.HoldsGraph(node) || node.OpType is "Shape" or "Size")
                continue;
            if (GraphRun.HoldsGraph(node) || data.FirstOrDefault(t => !_meetings.ContainsKey(t)) is not null)
                throw NodeReader.No(new ReadNode(node, node.OpType, node.Output[0], data), "holds a graph of its own, or takes a tensor that none of the nodes read gives");
            if (Passes(node) || IsStretchedGate(node, graph))
                _aliases[node.Output[0]] = data[0];
            else
                Add(node, data, patterns);
        }
    }

    public string Input { get; }

    /// <summary>The tensor of that name, or the one that it is a mere copy of.</summary>
    public string Root(string tensor) => _aliases.GetValueOrDefault(tensor, tensor);

    /// <summary>What gives a tensor, or null for the input.</summary>
    public ReadNode? Producer(string tensor) => _producers.GetValueOrDefault(Root(tensor));

    /// <summary>The last tensor that every way to this one goes through.</summary>
    public string MeetingOf(string tensor) => _meetings[tensor].Tensor;

    /// <summary>Whether the channels come last in a tensor.</summary>
    public bool IsChannelsLast(string tensor) => _channelsLast.Contains(tensor);

    private bool Passes(NodeProto node) => Passing.Contains(node.OpType)
        || node.OpType == "Dropout" && !(GraphNumbers.Input(node, 2, _run)?.Scalar > 0)
        || node.OpType == "Pad" && GraphNumbers.Ints(node, "pads", 1, _run)?.All(p => p == 0) == true
        || PassingWhereShapesAgree.Contains(node.OpType) && _run.Shape(node.Input[0]).SequenceEqual(_run.Shape(node.Output[0]))
        || node.OpType == "Concat" && node.Input.Count == 1;

    /// <summary>A gate that is stretched over the pixels before it is multiplied, which <see cref="Scale"/> does by itself.</summary>
    private static bool IsStretchedGate(NodeProto node, GraphProto graph) =>
        node.OpType == "Expand" && graph.Node.Where(n => n.Input.Contains(node.Output[0])).All(n => n.OpType == "Mul");

    private void Add(NodeProto proto, ImmutableArray<string> data, GraphPatterns patterns)
    {
        for (var i = 0; i < proto.Output.Count; i++)
        {
            if (proto.Output[i].Length == 0)
                continue;
            var node = patterns.Simplify(new ReadNode(proto, proto.OpType, proto.Output[i], data) { Index = i });
            if (node.Operation == "Concat")
                node = Continued(node);
            _producers[node.Output] = node;
            _meetings[node.Output] = Meeting(node.Data);
            if (node.Operation == GraphPatterns.ToChannelsLast || node.Operation != GraphPatterns.ToChannelsFirst && IsChannelsLast(node.Data[0]))
                _channelsLast.Add(node.Output);
        }
    }

    /// <summary>A concatenation that begins as an earlier one goes on from there, as DenseNet's do: it is no tree otherwise.</summary>
    private ReadNode Continued(ReadNode node)
    {
        var begin = _concats.Where(c => c.Data.Length < node.Data.Length && c.Data.SequenceEqual(node.Data.Take(c.Data.Length)) && c.Int("axis", 0) == node.Int("axis", 0))
            .MaxBy(c => c.Data.Length);
        _concats.Add(node);
        return begin is null ? node : node with { Data = [begin.Output, .. node.Data.Skip(begin.Data.Length)] };
    }

    // Immediate dominators; in an acyclic graph one pass in the order of computation finds them (Cooper, Harvey and Kennedy 2001).
    private (string Tensor, int Depth) Meeting(ImmutableArray<string> data)
    {
        var meeting = data[0];
        foreach (var tensor in data)
        {
            for (var other = tensor; other != meeting;)
            {
                if (_meetings[meeting].Depth >= _meetings[other].Depth)
                    meeting = _meetings[meeting].Tensor;
                else
                    other = _meetings[other].Tensor;
            }
        }
        return (meeting, _meetings[meeting].Depth + 1);
    }
}

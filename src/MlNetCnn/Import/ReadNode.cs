using System.Collections.Immutable;
using System.Text;
using MlNetCnn.Onnx.Proto;

namespace MlNetCnn;

/// <summary>A node of a graph that is read: one output that depends on the image.</summary>
/// <param name="Proto">The node as the file has it; of several nodes that are one step together, the last.</param>
/// <param name="Operation">Its operator, or a name given here to several nodes together.</param>
/// <param name="Output">The tensor it gives.</param>
/// <param name="Data">The tensors it takes that depend on the image.</param>
internal sealed record ReadNode(NodeProto Proto, string Operation, string Output, ImmutableArray<string> Data)
{
    /// <summary>Which of the node's outputs it is.</summary>
    public int Index { get; init; }

    /// <summary>A number that nodes together come to: groups, an epsilon.</summary>
    public double Number { get; init; }

    /// <summary>Nodes before it that it takes in: the padding in front of a convolution, the normalization inside of a group normalization.</summary>
    public NodeProto? Inner { get; init; }

    /// <summary>The node in words.</summary>
    public string Words => $"'{(Proto.Name.Length > 0 ? Proto.Name : Output)}' ({Proto.OpType})";

    public long Int(string attribute, long otherwise) => Attribute(Proto, attribute) is { } found ? found.I : otherwise;

    public double Float(string attribute, double otherwise) => Attribute(Proto, attribute) is { } found ? found.F : otherwise;

    public string Text(string attribute, string otherwise) => Attribute(Proto, attribute) is { } found ? found.S.ToString(Encoding.UTF8) : otherwise;

    public long[]? Ints(string attribute) => Ints(Proto, attribute);

    public static long[]? Ints(NodeProto node, string attribute) => Attribute(node, attribute) is { } found ? [.. found.Ints] : null;

    private static AttributeProto? Attribute(NodeProto node, string name) => node.Attribute.FirstOrDefault(a => a.Name == name);
}

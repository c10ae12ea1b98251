using MlNetCnn.Onnx.Proto;
using ElementType = MlNetCnn.Onnx.Proto.TensorProto.Types.DataType;
using Dimension = MlNetCnn.Onnx.Proto.TensorShapeProto.Types.Dimension;

namespace MlNetCnn;

/// <summary>The image that a graph of others takes.</summary>
internal sealed class ForeignInput
{
    private const string Way = $"{nameof(OnnxClassifierOptions)}.";

    private readonly string _source;

    /// <exception cref="InvalidDataException">The graph takes no image.</exception>
    /// <exception cref="ArgumentException">The options name another input or shape.</exception>
    public ForeignInput(GraphProto graph, OnnxClassifierOptions options, string source)
    {
        _source = source;
        var value = Find(graph, options.InputName);
        Name = value.Name;
        Type = (ElementType)(value.Type?.TensorType?.ElemType ?? 0);
        if (Type is not (ElementType.Float or ElementType.Float16))
            throw Broken($"has input '{Name}' of ONNX type {$"{Type}".ToLowerInvariant()}, but floats are needed: export it with an input of 32-bit floats.");
        var dimensions = value.Type!.TensorType.Shape?.Dim.ToArray();
        if (dimensions is not { Length: 4 })
            throw Broken($"has input '{Name}' of {Text(dimensions)}, but batch×channels×height×width is needed.");
        if (dimensions[0].DimValue > 1)
            throw Broken(
                $"takes exactly {dimensions[0].DimValue} images at once in '{Name}': export it with an open batch dimension, or with 1.");
        IsOneByOne = dimensions[0].DimValue == 1;
        var isLast = options.Layout == ImageLayout.ChannelsLast;
        var image = isLast ? [dimensions[3], dimensions[1], dimensions[2]] : dimensions[1..];
        if (!isLast && image[2].DimValue is 1 or 3 && image[0].DimValue > 4)
            throw Broken(
                $"has input '{Name}' of {Text(dimensions)}, which is channels last: set {Way}{nameof(options.Layout)} to {ImageLayout.ChannelsLast}.");
        if (isLast && image[2].DimValue > 4 && dimensions[1].DimValue is 1 or 3 && image[0].DimValue > 4)
            throw Broken(
                $"has input '{Name}' of {Text(dimensions)}, which is channels first: leave {Way}{nameof(options.Layout)} at {ImageLayout.ChannelsFirst}.");
        Image = options.InputShape ?? Shape(image, dimensions);
        var fits = Image.IsImage && image.Zip(Image.Dimensions).All(d => d.First.DimValue <= 0 || d.First.DimValue == d.Second);
        if (!fits)
            throw new ArgumentException(
                $"{source} has input '{Name}' of {Text(dimensions)}, but {Way}{nameof(options.InputShape)} is {Image}: "
                + "give what it takes, channels first.");
        options.Preprocessing.Check(Image.Channels);
    }

    public string Name { get; }

    /// <summary>Float or Float16.</summary>
    public ElementType Type { get; }

    /// <summary><c>C×H×W</c>, whatever the graph's layout.</summary>
    public TensorShape Image { get; }

    public bool IsOneByOne { get; }

    private ValueInfoProto Find(GraphProto graph, string? wanted)
    {
        // Before IR version 4, constants were inputs too.
        var constants = graph.Initializer.Select(i => i.Name).Concat(graph.SparseInitializer.Select(s => s.Values?.Name)).ToHashSet();
        var inputs = graph.Input.Where(i => !constants.Contains(i.Name)).ToArray();
        var names = string.Join(", ", inputs.Select(i => $"'{i.Name}'"));
        if (wanted is not null && inputs.All(i => i.Name != wanted))
            throw new ArgumentException($"{_source} has no input '{wanted}', only {names}.");
        return inputs.Length == 1
            ? inputs[0]
            : throw Broken($"has {inputs.Length} inputs{(inputs.Length > 0 ? $" ({names})" : "")}, but a classifier of images has one.");
    }

    private TensorShape Shape(Dimension[] image, Dimension[] dimensions)
    {
        if (image.Any(d => d.DimValue <= 0))
            throw Broken(
                $"leaves the size of its images open, its input '{Name}' is {Text(dimensions)}: set {Way}{nameof(OnnxClassifierOptions.InputShape)}, "
                + "for instance to 3×224×224.");
        if (image.Aggregate(1m, (product, d) => product * d.DimValue) > int.MaxValue)
            throw Broken($"has input '{Name}' of {Text(dimensions)}, but images of 2³¹ values or more are not read.");
        return new TensorShape([.. image.Select(d => (int)d.DimValue)]);
    }

    internal static string Text(IEnumerable<Dimension>? dimensions) => dimensions is null
        ? "no stated shape"
        : string.Join('×', dimensions.Select(Text).DefaultIfEmpty("no dimension"));

    private static string Text(Dimension size) => size.DimValue > 0 ? $"{size.DimValue}" : size.DimParam is { Length: > 0 } open ? open : "?";

    private InvalidDataException Broken(string what) => new($"{_source} {what}");
}

using MlNetCnn.Onnx.Proto;
using static MlNetCnn.OnnxAttribute;

namespace MlNetCnn;

/// <summary>
/// How alike an image is to the training images of the nearest class, by the Mahalanobis distance of its embedding to the mean embedding of that class
/// (Lee et al. 2018): 1 / (1 + d² / width), from 0 to 1, where images of the classes come to about 0.5.
/// </summary>
public sealed class Familiarity
{
    /// <summary>The constants' names in a graph.</summary>
    internal const string WhiteningName = "familiarity/whitening", MeansName = "familiarity/means";

    /// <summary>Puts the figures of the training images together.</summary>
    /// <param name="layer">The path of the layer whose output, flattened, is the embedding.</param>
    /// <param name="whitening">
    /// [width, width]: an embedding times this has, within a class, a covariance of 1, so that the Mahalanobis distance becomes Euclid's.
    /// </param>
    /// <param name="means">[classes, width]: the mean embedding of each class, times <paramref name="whitening"/>.</param>
    /// <exception cref="ArgumentException">The shapes do not fit together, or a value is not finite.</exception>
    public Familiarity(string layer, WeightTensor whitening, WeightTensor means)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(whitening);
        ArgumentNullException.ThrowIfNull(means);
        if (whitening.Shape.Dimensions is not [var width, var columns] || columns != width || means.Shape.Dimensions is not [_, var meanWidth] || meanWidth != width)
            throw new ArgumentException($"The whitening is {whitening.Shape} and the means are {means.Shape}, but width × width and classes × width were expected.");
        if (!whitening.IsFinite || !means.IsFinite)
            throw new ArgumentException("The whitening or a mean has a value that is not finite.");
        (Layer, Whitening, Means) = (layer, whitening, means);
    }

    /// <summary>The path of the layer whose output, flattened, is the embedding.</summary>
    public string Layer { get; }

    /// <summary>[width, width]: what an embedding is multiplied by.</summary>
    public WeightTensor Whitening { get; }

    /// <summary>[classes, width]: the mean of each class, whitened.</summary>
    public WeightTensor Means { get; }

    /// <summary>How many values an embedding has.</summary>
    public int Width => Means.Shape.Dimensions[1];

    /// <exception cref="ArgumentException">It belongs to another network.</exception>
    internal void Check(NetworkPlan plan)
    {
        var layer = plan.Layers.SelectMany(l => l.WithInner).FirstOrDefault(l => l.Path == Layer);
        if (layer?.Output.Elements != Width || Means.Shape.Dimensions[0] != plan.Classes)
            throw new ArgumentException(
                $"The familiarity is of {Means.Shape.Dimensions[0]} classes and {Width} values of layer '{Layer}', but network '{plan.Architecture.Name}' has {plan.Classes} classes and "
                + (layer is null ? "no such layer." : $"{layer.Output.Elements} values there."));
    }

    /// <summary>Adds it to a graph, and gives its tensor, [N, 1].</summary>
    internal string Write(OnnxGraph graph)
    {
        graph.Reserve(Whitening.Shape.Elements + Means.Shape.Elements);
        if (!graph.TryResolve(Layer, out var embedding, out _))
            throw new ArgumentException($"There is no layer '{Layer}' in network '{graph.Proto.Name}' to take embeddings from.");
        // d² of the nearest class, as |e|² + min(|m|² − 2 e·m): runtimes fold what depends on the means alone.
        var classes = Means.Shape.Dimensions[0];
        var means = graph.Constant(MeansName, [classes, Width], Means.Values.Span);
        var columns = graph.Node("Transpose", Fresh("columns"), [means]);
        var squares = graph.Node("ReduceSumSquare", Fresh("squares"), [means], Ints("axes", [1]), Int("keepdims", 0));
        var flat = Node("Flatten", "embedding", [embedding], Width, Int("axis", 1));
        var white = Node("MatMul", "whitened", [flat, graph.Constant(WhiteningName, [Width, Width], Whitening.Values.Span)], Width);
        var length = Node("ReduceSumSquare", "length", [white], 1, Ints("axes", [1]), Int("keepdims", 1));
        var products = Node("Mul", "products", [Node("MatMul", "product", [white, columns], classes), Number("two", -2)], classes);
        var nearest = Node("ReduceMin", "nearest", [Node("Add", "distances", [products, squares], classes)], 1, Ints("axes", [1]), Int("keepdims", 1));
        var distance = Node("Relu", "distance", [Node("Add", "sum", [length, nearest], 1)], 1); // rounding must not make it negative
        var shifted = Node("Add", "shifted", [Node("Mul", "relative", [distance, Number("width", 1f / Width)], 1), Number("one", 1)], 1);
        return Node("Reciprocal", "similarity", [shifted], 1);

        string Fresh(string role) => graph.Fresh($"familiarity/{role}");
        string Number(string role, float value) => graph.Constant(Fresh(role), [], [value]);
        string Node(string operation, string role, string[] inputs, int width, params AttributeProto[] attributes) =>
            graph.Describe(graph.Node(operation, Fresh(role), inputs, attributes), new TensorShape(width));
    }
}

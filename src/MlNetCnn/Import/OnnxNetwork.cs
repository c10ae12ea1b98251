using System.Collections.Immutable;
using System.Numerics.Tensors;
using MlNetCnn.Onnx.Proto;
using ElementType = MlNetCnn.Onnx.Proto.TensorProto.Types.DataType;

namespace MlNetCnn;

/// <summary>A network read from an ONNX file that others made, as one of this library: to be planned, trained further and exported.</summary>
/// <param name="Model">The network with its weights.</param>
/// <param name="HasHead">Whether its last layer with weights gives one value a class; a network of features has none.</param>
/// <param name="Difference">
/// The largest difference between its logits and the file's on an image of random values, as a share of their range; log-probabilities
/// where the file ends in a softmax.
/// </param>
internal sealed record OnnxNetwork(CnnModel Model, bool HasHead, double Difference)
{
    /// <summary>Whether this library wrote the file, so that its preprocessing is known.</summary>
    public bool IsOwn { get; private init; }

    /// <summary>The network as a classifier: one that gives features gets a linear layer, which has no weights yet.</summary>
    public Architecture Classifier => HasHead ? Model.Plan.Architecture
        : Model.Plan.Architecture with { Layers = [.. Model.Plan.Architecture.Layers, new Linear { Name = "classifier" }] };

    /// <summary>What was read, in a sentence.</summary>
    public string Summary =>
        $"Read {Model.Plan.Steps.Length:n0} layers of {Model.Plan.Parameters:n0} parameters. {Checked}"
        + (HasHead ? "" : " It gives features and has no layer for classes.");

    /// <summary>What the check came to, in a sentence.</summary>
    public string Checked => "Checked on an image of random values: " + (Difference == 0
        ? "it gives exactly what the file gives."
        : $"the largest difference from the file is {Difference:0.0e+0} of the range of its outputs.");

    private const double LargestDifference = 1e-3;
    private const double Rounding = 1e-3;
    private const float Smallest = 1e-30f;
    private const int FirstOpset = 7, LastOpset = 22;

    /// <exception cref="InvalidDataException">The file cannot be read as a network of layers; the message names the node.</exception>
    /// <exception cref="ArgumentException">The options or the class names do not fit the file.</exception>
    public static OnnxNetwork Read(string path, OnnxClassifierOptions options, IReadOnlyList<string>? classNames)
    {
        var source = $"'{path}'";
        ModelProto onnx;
        using (var file = File.OpenRead(path))
            onnx = OnnxFile.Parse(file, source);
        new OnnxExternalData(path).Embed(onnx);
        if (OnnxMetadata.Find(onnx, OnnxMetadata.Architecture) is not null)
            return new(CnnModel.Load(path), HasHead: true, Difference: 0) { IsOwn = true };
        var opset = onnx.OpsetImport.FirstOrDefault(o => o.Domain is "" or "ai.onnx")?.Version ?? 1;
        if (opset is < FirstOpset or > LastOpset)
            throw new InvalidDataException($"{source} is of opset {opset}, but {FirstOpset} to {LastOpset} are read: export it anew or convert it.");
        var input = new ForeignInput(onnx.Graph, options, source);
        if (input.Type != ElementType.Float)
            throw new InvalidDataException($"{source} takes 16-bit floats: export it with 32-bit floats to read it as a network.");
        var output = new ForeignOutput(onnx.Graph, options, classNames?.Count, source).Name;

        var isLast = options.Layout == ImageLayout.ChannelsLast;
        var dims = Dims(input.Image, isLast);
        var run = new GraphRun(onnx, input.Name, dims, RandomImage(input.Image, seed: 1, -1.5f, 1.5f), source);
        try
        {
            var graph = new DataGraph(onnx.Graph, run, input.Name, isLast);
            var logits = Logits(graph, run, output);
            var classes = run.Shape(logits).Skip(1).Aggregate(1, (product, d) => product * d);
            if (classes < 2)
                throw new InvalidDataException($"{source} gives {classes} value for an image, but at least 2 are needed, one a class.");
            if (classNames is not null && classNames.Count != classes)
                throw new ArgumentException($"{source} gives {classes} values for an image, but got {classNames.Count} class names: give one for each value.", nameof(classNames));
            var tree = new GraphTree(graph, new NodeReader(graph, run));
            var network = new Architecture(NameOf(path), tree.Read(logits, classes));
            var plan = Plan(network, input.Image, classes, tree);
            var weights = WeightsOf(plan, tree.Weights);
            var names = classNames ?? [.. Enumerable.Range(0, classes).Select(i => $"{i}")];
            var model = new CnnModel(plan, weights, names, Preprocessing.Unit);
            // Other images than the one that shapes were read off, so that what only seemed not to depend on it shows; of two ranges,
            // since a network for the one may be silent in the other.
            var difference = new[] { Pixels(2, -1.5f, 1.5f), Pixels(3, 0, 255) }.Max(Distance);
            if (!(difference <= LargestDifference))
                throw new InvalidDataException(
                    $"{source} was read as {plan.Parameters:n0} parameters, but gives other values than the file does (by {difference:0.0%} of their range), so it is not used: "
                    + "one of its nodes means something else here. Other exporters' options, or an earlier opset, may write it in a way that is read.");
            return new(new CnnModel(plan, weights, names, options.Preprocessing), tree.HasHead, difference);

            float[] Pixels(int seed, float least, float largest) => RandomImage(input.Image, seed, least, largest);

            double Distance(float[] image)
            {
                var ours = Logits(model, image, source);
                var theirs = GraphRun.Output(onnx, input.Name, dims, isLast ? ChannelsLast(image, input.Image) : image, output, source);
                if (theirs.Any(v => !float.IsFinite(v)))
                    throw new InvalidDataException($"{source} gives values that are not finite for an image of random values: look for NaN, infinity or variances below 0 in its weights.");
                return graph.Producer(output)?.Operation switch
                {
                    "Softmax" => OnnxNetwork.Distance(LogProbabilities(ours), [.. theirs.Select(p => Math.Log(Math.Max(p, Smallest)))]),
                    "LogSoftmax" => OnnxNetwork.Distance(LogProbabilities(ours), [.. theirs.Select(p => (double)p)]),
                    _ => OnnxNetwork.Distance([.. ours.Select(v => (double)v)], [.. theirs.Select(v => (double)v)]),
                };
            }
        }
        catch (OverflowException e)
        {
            throw new InvalidDataException($"{source} has a stride, padding or dilation of 2³¹ or more.", e);
        }
        catch (Exception e) when (e is UnsupportedNodeException or LayerShapeException)
        {
            throw new InvalidDataException($"{source} cannot be read as a network: its {e.Message}.".Replace("..", ".", StringComparison.Ordinal), e);
        }
    }

    /// <summary>The network's plan; where a layer does not fit, the exception names its node too.</summary>
    private static NetworkPlan Plan(Architecture network, TensorShape image, int classes, GraphTree tree)
    {
        try
        {
            return network.Plan(image, classes);
        }
        catch (LayerShapeException e) when (LayerPlace.All(network).FirstOrDefault(l => l.LayerPath == e.Path)?.Layer is { } layer && tree.Nodes.TryGetValue(layer, out var node))
        {
            throw new UnsupportedNodeException(node, $"is read as a layer that does not fit: {e.Message}");
        }
    }

    /// <summary>What comes before a softmax at the end.</summary>
    private static string Logits(DataGraph graph, GraphRun run, string output)
    {
        output = graph.Root(output);
        if (graph.Producer(output) is not { } last)
            throw new UnsupportedNodeException($"for '{output}'", "gives the same for all images");
        if (last.Operation is not ("Softmax" or "LogSoftmax"))
            return output;
        var shape = run.Shape(output);
        // Left out, it is 1 or the last one, by the opset.
        var axis = last.Int("axis", Array.FindIndex(shape, d => d != 1)) is var stated && stated < 0 ? stated + shape.Length : stated;
        return shape.Where((_, i) => i != axis).All(d => d == 1) ? last.Data[0] : throw NodeReader.No(last, $"is over axis {axis} of {string.Join('×', shape)}, not over the classes");
    }

    private static Weights WeightsOf(NetworkPlan plan, Dictionary<Layer, ImmutableArray<WeightTensor>> weights) => new(plan.Layers
        .SelectMany(l => l.WithInner).Where(l => l.Tensors.Length > 0)
        .SelectMany(l => l.Tensors.Zip(weights[l.Layer], (spec, weight) => KeyValuePair.Create(spec.Name, weight))));

    private static float[] Logits(CnnModel model, float[] image, string source)
    {
        var last = model.Plan.Layers[^1].Path;
        var options = new OnnxExportOptions { Outputs = [last] };
        return GraphRun.Output(OnnxFile.Parse(model.ToOnnx(options), source), options.InputName, Dims(model.Plan.Input, isLast: false), image, last, source);
    }

    private static double[] LogProbabilities(float[] logits)
    {
        var largest = TensorPrimitives.Max<float>(logits);
        var sum = logits.Sum(v => Math.Exp(v - largest));
        return [.. logits.Select(v => Math.Max(v - largest - Math.Log(sum), Math.Log(Smallest)))];
    }

    private static double Distance(double[] ours, double[] theirs)
    {
        // Where all values are nearly the same, rounding alone is much of their range.
        var range = Math.Max(theirs.Max() - theirs.Min(), Rounding * theirs.Max(Math.Abs));
        var distance = ours.Zip(theirs, (a, b) => Math.Abs(a - b)).Max();
        return distance == 0 ? 0 : distance / range;
    }

    private static float[] RandomImage(TensorShape image, int seed, float least, float largest)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, image.Elements).Select(_ => least + (largest - least) * random.NextSingle())];
    }

    private static long[] Dims(TensorShape image, bool isLast) =>
        isLast ? [1, image.Height, image.Width, image.Channels] : [1, image.Channels, image.Height, image.Width];

    private static float[] ChannelsLast(float[] image, TensorShape shape)
    {
        var area = shape.Height * shape.Width;
        return [.. Enumerable.Range(0, image.Length).Select(i => image[i % shape.Channels * area + i / shape.Channels])];
    }

    private static string NameOf(string path) => string.Concat(Path.GetFileNameWithoutExtension(path).Select(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '_'));
}

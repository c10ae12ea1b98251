using System.Text.Json;
using MlNetCnn.Onnx.Proto;
using ElementType = MlNetCnn.Onnx.Proto.TensorProto.Types.DataType;

namespace MlNetCnn;

/// <summary>
/// Reads the files of <see cref="OnnxExporter"/> back: the description from the metadata, the weights from the graph's initializers.
/// Whatever is wrong with a file is an <see cref="InvalidDataException"/> that begins with the file's name.
/// </summary>
internal sealed class OnnxImporter
{
    private readonly ModelProto _model;
    private readonly string _source;

    private OnnxImporter(ModelProto model, string source)
    {
        _model = model;
        _source = source;
    }

    /// <param name="onnx">The file's content.</param>
    /// <param name="source">What errors call the file: its quoted name, or 'The model'.</param>
    public static CnnModel Import(ReadOnlySpan<byte> onnx, string source) => Import(OnnxFile.Parse(onnx, source), source);

    /// <inheritdoc cref="Import(ReadOnlySpan{byte}, string)"/>
    public static CnnModel Import(Stream onnx, string source) => Import(OnnxFile.Parse(onnx, source), source);

    /// <inheritdoc cref="Import(ReadOnlySpan{byte}, string)"/>
    public static CnnModel Import(ModelProto onnx, string source) => new OnnxImporter(onnx, source).Read();

    private CnnModel Read()
    {
        CheckFormat();
        var architecture = Parse(OnnxMetadata.Architecture, ArchitectureJson.Read);
        var input = Parse(OnnxMetadata.Input, Json<TensorShape>);
        var classes = Parse(OnnxMetadata.Classes, Json<string[]>);
        var preprocessing = Parse(OnnxMetadata.Preprocessing, Json<Preprocessing>);
        CheckClasses(classes);
        try
        {
            var plan = architecture.Plan(input, classes.Length);
            var weights = Weights(plan, out var precision);
            return new CnnModel(plan, weights, classes, preprocessing)
            {
                Precision = precision,
                DataReference = Metadata(OnnxMetadata.Data),
                Temperature = Metadata(OnnxMetadata.Temperature) is null ? 1 : Parse(OnnxMetadata.Temperature, Json<float>),
                KnownFrom = Metadata(OnnxMetadata.KnownFrom) is null ? null : Parse(OnnxMetadata.KnownFrom, Json<float>),
                Familiarity = Metadata(OnnxMetadata.Familiarity) is { } layer ? Familiarity(plan, layer) : null,
            };
        }
        catch (Exception e) when (e is ArgumentException or LayerShapeException)
        {
            throw Broken($"does not fit together: {e.Message}", e);
        }
    }

    private void CheckFormat()
    {
        var format = Metadata(OnnxMetadata.Format) ?? throw Broken(
            $"was not saved by MlNetCnn: its metadata has no '{OnnxMetadata.Format}', so there is no description of a network to read; "
            + "use ml.Cnn.OnnxClassifier for files of others.");
        if (!int.TryParse(format, out var version) || version < 1)
            throw Broken($"has '{format}' as '{OnnxMetadata.Format}', which is not a number from 1.");
        if (version > OnnxMetadata.CurrentFormat)
            throw Broken($"has format {version}, but this version of MlNetCnn reads up to {OnnxMetadata.CurrentFormat}: update MlNetCnn.");
        if (Metadata(OnnxMetadata.Foreign) is not null)
            throw Broken("holds a graph of others, without a description of its network: use ml.Cnn.LoadModel.");
        if (Metadata(OnnxMetadata.Precision) is OnnxMetadata.Int8)
            throw Broken(
                "holds weights of 8 bits, which can be scored with (ml.Cnn.LoadModel), but not be trained further or exported anew: "
                + "take the file that it was made from.");
        var opset = _model.OpsetImport.FirstOrDefault(o => o.Domain is "")?.Version;
        if (opset != OnnxExporter.Opset)
            throw Broken(
                $"is of opset {opset?.ToString() ?? "none"}, but MlNetCnn writes opset {OnnxExporter.Opset}: it was changed after it was saved.");
    }

    private void CheckClasses(string[] names)
    {
        if (names.Any(n => n is null))
            throw Broken($"has a class without a name in '{OnnxMetadata.Classes}'.");
        var score = _model.Graph.Output.FirstOrDefault(o => o.Name == OnnxMetadata.Score)?.Type?.TensorType?.Shape?.Dim;
        // The graph inside a zip for ML.NET declares no batch dimension.
        if (score is not { Count: 1 or 2 })
            throw Broken($"has no output '{OnnxMetadata.Score}' of two dimensions: its graph was changed after it was saved.");
        if (score[^1].DimValue != names.Length)
            throw Broken($"names {names.Length} classes, but its output '{OnnxMetadata.Score}' has {score[^1].DimValue}.");
    }

    private Familiarity Familiarity(NetworkPlan plan, string layer)
    {
        var width = plan.Layers.SelectMany(l => l.WithInner).FirstOrDefault(l => l.Path == layer)?.Output.Elements ?? throw Broken($"takes embeddings from layer '{layer}', which its network lacks.");
        return new(layer, Tensor(MlNetCnn.Familiarity.WhiteningName, width), Tensor(MlNetCnn.Familiarity.MeansName, plan.Classes));

        WeightTensor Tensor(string name, int rows)
        {
            var tensors = _model.Graph.Initializer.Where(tensor => tensor.Name == name).ToArray();
            return Weight(new TensorSpec(name, new TensorShape(rows, width), IsTrainable: false), tensors is [var tensor] ? tensor : throw Broken($"has {tensors.Length} tensors '{name}' where one is needed."), ElementType.Float);
        }
    }

    private Weights Weights(NetworkPlan plan, out OnnxPrecision precision)
    {
        var initializers = new Dictionary<string, TensorProto>(StringComparer.Ordinal);
        foreach (var tensor in _model.Graph.Initializer)
        {
            if (!initializers.TryAdd(tensor.Name, tensor))
                throw Broken($"has two initializers called '{tensor.Name}'.");
        }
        precision = plan.Tensors.Any(t => initializers.ContainsKey(t.Key + OnnxWeights.Half)) ? OnnxPrecision.Float16 : OnnxPrecision.Float32;
        return new Weights(plan.Tensors.Select(spec => KeyValuePair.Create(spec.Name,
            initializers.TryGetValue(spec.Key, out var tensor) ? Weight(spec, tensor, ElementType.Float)
            : initializers.TryGetValue(spec.Key + OnnxWeights.Half, out tensor) ? Weight(spec, tensor, ElementType.Float16)
            : throw Broken($"lacks the weights '{spec.Name}' of {spec.Shape}."))));
    }

    private WeightTensor Weight(TensorSpec spec, TensorProto tensor, ElementType type)
    {
        if (tensor.DataLocation == TensorProto.Types.DataLocation.External || tensor.ExternalData.Count > 0)
            throw Broken($"keeps the weights '{spec.Name}' in another file, which is not read: save it again as one file.");
        // Where weights meet feature maps channel by channel, sides of 1 follow.
        if (!tensor.Dims.SequenceEqual(spec.Shape.Dimensions.Select(d => (long)d).Concat(tensor.Dims.Skip(spec.Shape.Dimensions.Length).Select(_ => 1L))))
            throw Broken($"has weights '{spec.Name}' of {string.Join('×', tensor.Dims)}, but its network needs {spec.Shape}.");
        var bits = type == ElementType.Float ? 32 : 16;
        if (tensor.DataType != (int)type)
            throw Broken($"has weights '{spec.Name}' of ONNX type {tensor.DataType}, but only {bits}-bit floats (type {(int)type}) are read.");
        var bytes = (long)spec.Shape.Elements * bits / 8;
        if (tensor.RawData.Length != bytes)
            throw Broken($"has {tensor.RawData.Length} bytes of raw data as weights '{spec.Name}', but {spec.Shape} floats need {bytes}.");
        return new WeightTensor(spec.Shape, OnnxTensor.Read(tensor));
    }

    private T Parse<T>(string key, Func<string, T> parse)
    {
        var text = Metadata(key) ?? throw Broken($"is incomplete: its metadata has no '{key}'.");
        try
        {
            return parse(text);
        }
        catch (JsonException e)
        {
            throw Broken($"has metadata '{key}' that cannot be read: {e.Message}", e);
        }
    }

    private string? Metadata(string key) => OnnxMetadata.Find(_model, key);

    private InvalidDataException Broken(string what, Exception? inner = null) => new($"{_source} {what}", inner);

    private static T Json<T>(string text) => JsonSerializer.Deserialize<T>(text, ArchitectureJson.Compact) ?? throw new JsonException("it is null.");
}

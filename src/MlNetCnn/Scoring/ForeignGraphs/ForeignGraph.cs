using System.Collections.Immutable;
using System.Text.Json;
using Google.Protobuf;
using MlNetCnn.Onnx.Proto;

namespace MlNetCnn;

/// <summary>
/// A graph that is run as it is: one that others made, between preprocessing and probabilities written here (see
/// <see cref="ForeignGraphWriter"/>), or one of ours on integers, from which the weights cannot be read back.
/// </summary>
internal sealed class ForeignGraph : ScoringGraph
{
    private readonly byte[] _onnx;
    private readonly bool _isInt8;

    /// <param name="onnx">The finished graph, with its description in the metadata.</param>
    /// <param name="source">What errors call it.</param>
    /// <exception cref="InvalidDataException">Graph and description do not fit together.</exception>
    public ForeignGraph(ModelProto onnx, string source)
    {
        Source = source;
        Image = Read<TensorShape>(onnx, OnnxMetadata.Input);
        ClassNames = [.. Read<string[]>(onnx, OnnxMetadata.Classes)];
        ClassNameCheck.Require(ClassNames, Broken);
        var input = onnx.Graph.Input is [{ Type.TensorType.Shape.Dim: { Count: 4 } only }] ? only : null;
        if (input is null || !Image.IsImage || !input.Skip(1).Select(d => d.DimValue).SequenceEqual(Image.Dimensions.Select(d => (long)d)))
            throw Broken($"describes images of {Image}, but its graph takes others: it was changed after it was saved.");
        if (onnx.Graph.Output.FirstOrDefault(o => o.Name == OnnxMetadata.Score)?.Type?.TensorType?.Shape?.Dim is not { Count: 2 } score)
            throw Broken($"has no output '{OnnxMetadata.Score}' of two dimensions: its graph was changed after it was saved.");
        if (score[1].DimValue != ClassNames.Length)
            throw Broken($"names {ClassNames.Length} classes, but its output '{OnnxMetadata.Score}' has {score[1].DimValue}.");
        IsOneByOne = input[0].DimValue == 1;
        _isInt8 = OnnxMetadata.Find(onnx, OnnxMetadata.Precision) is OnnxMetadata.Int8;
        KnownFrom = OnnxMetadata.Find(onnx, OnnxMetadata.KnownFrom) is null ? null : Read<float?>(onnx, OnnxMetadata.KnownFrom);
        Temperature = OnnxMetadata.Find(onnx, OnnxMetadata.Temperature) is null ? 1 : Read<float>(onnx, OnnxMetadata.Temperature);
        IsKnownByFamiliarity = OnnxMetadata.Find(onnx, OnnxMetadata.Familiarity) is not null;
        DataReference = OnnxMetadata.Find(onnx, OnnxMetadata.Data);
        _onnx = onnx.ToByteArray();
    }

    public override string Source { get; }

    public override CnnModel? Model => null;

    public override TensorShape Image { get; }

    public override ImmutableArray<string> ClassNames { get; }

    public override float? KnownFrom { get; }

    public override float Temperature { get; }

    public override bool IsKnownByFamiliarity { get; }

    public override string? DataReference { get; }

    public override bool IsOneByOne { get; }

    protected override string Kind => _isInt8 ? "weights of 8 bits" : base.Kind;

    public override byte[] ToOnnx(OnnxExportOptions options)
    {
        if (options.Precision is { } precision && (precision != OnnxPrecision.Int8 || !_isInt8))
            throw new InvalidOperationException($"{Source} holds {Kind} and cannot be written as {precision}: export the model it was made from.");
        if (options.Outputs.FirstOrDefault(path => KnownScore(path) is null) is { } layer)
            throw Unknown(layer);
        var onnx = ModelProto.Parser.ParseFrom(_onnx);
        OnnxNames.Change(onnx.Graph, onnx.Graph.Input[0].Name, options.InputName);
        return onnx.ToByteArray();
    }

    public override ImmutableArray<NetworkColumn> Columns(IEnumerable<LayerOutput> outputs) =>
        [.. outputs.Select(o => new NetworkColumn(o.Path, o.ColumnName, KnownScore(o.Path) ?? throw Unknown(o.Path)))];

    private ArgumentException Unknown(string path) => new(
        $"{Source} holds {Kind}, so its layers have no paths and '{path}' cannot be found: layers' outputs are there for "
        + (_isInt8 ? "networks with floats: take the model it was made from." : "networks of this library."));

    private T Read<T>(ModelProto onnx, string key)
    {
        var text = OnnxMetadata.Find(onnx, key) ?? throw Broken($"is incomplete: its metadata has no '{key}'.");
        try
        {
            return JsonSerializer.Deserialize<T>(text, ArchitectureJson.Compact) ?? throw new JsonException("it is null.");
        }
        catch (JsonException e)
        {
            throw Broken($"has metadata '{key}' that cannot be read: {e.Message}", e);
        }
    }

    private InvalidDataException Broken(string what) => Broken(what, inner: null);

    private InvalidDataException Broken(string what, Exception? inner) => new($"{Source} {what}", inner);
}

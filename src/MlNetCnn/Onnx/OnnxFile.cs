using Google.Protobuf;
using MlNetCnn.Onnx.Proto;

namespace MlNetCnn;

/// <summary>Reads ONNX's messages, whoever wrote them. What this library does not know of them is kept.</summary>
internal static class OnnxFile
{
    /// <param name="onnx">The file's content.</param>
    /// <param name="source">What errors call the file: its quoted name, or 'The model'.</param>
    /// <exception cref="InvalidDataException">It is no ONNX model, or damaged.</exception>
    public static ModelProto Parse(ReadOnlySpan<byte> onnx, string source)
    {
        try
        {
            return WithGraph(ModelProto.Parser.ParseFrom(onnx), source);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw NotOnnx(source, e);
        }
    }

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte}, string)"/>
    public static ModelProto Parse(Stream onnx, string source)
    {
        try
        {
            return WithGraph(ModelProto.Parser.ParseFrom(onnx), source);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw NotOnnx(source, e);
        }
    }

    private static ModelProto WithGraph(ModelProto onnx, string source) =>
        onnx.Graph is not null ? onnx : throw new InvalidDataException($"{source} is not an ONNX model, or is cut off: it holds no graph.");

    private static InvalidDataException NotOnnx(string source, InvalidProtocolBufferException e) =>
        new($"{source} is not an ONNX model, or is cut off or damaged.", e);
}

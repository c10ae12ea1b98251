using System.Globalization;
using Google.Protobuf;
using MlNetCnn.Onnx.Proto;

namespace MlNetCnn;

/// <summary>
/// Takes tensors that an ONNX file keeps in files beside it into the graph, so that it is whole. Files elsewhere are not read: a model
/// must not be a way to any file of the machine.
/// </summary>
internal sealed class OnnxExternalData(string path)
{
    /// <summary>A protobuf message ends at 2³¹ − 1 bytes; nodes and metadata get 16 MiB of that.</summary>
    private const long Largest = int.MaxValue - (16L << 20);

    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
    private long _embedded;

    /// <exception cref="InvalidDataException">A tensor's data are missing, outside of the file's folder or too short.</exception>
    public void Embed(ModelProto onnx)
    {
        Embed(onnx.Graph);
        foreach (var function in onnx.Functions)
            Embed(function.Node);
    }

    private void Embed(GraphProto graph)
    {
        foreach (var tensor in graph.Initializer)
            Embed(tensor);
        foreach (var sparse in graph.SparseInitializer)
            Embed(sparse);
        Embed(graph.Node);
    }

    private void Embed(IEnumerable<NodeProto> nodes)
    {
        foreach (var attribute in nodes.SelectMany(n => n.Attribute))
        {
            foreach (var tensor in attribute.Tensors.Append(attribute.T))
                Embed(tensor);
            foreach (var sparse in attribute.SparseTensors.Append(attribute.SparseTensor))
                Embed(sparse);
            foreach (var graph in attribute.Graphs.Append(attribute.G).OfType<GraphProto>())
                Embed(graph);
        }
    }

    private void Embed(SparseTensorProto? sparse)
    {
        Embed(sparse?.Values);
        Embed(sparse?.Indices);
    }

    private void Embed(TensorProto? tensor)
    {
        if (tensor is null || tensor.DataLocation != TensorProto.Types.DataLocation.External)
            return;
        var location = Setting(tensor, "location") ?? throw Refuse(tensor, "does not say in which file");
        var file = Inside(tensor, location);
        using var stream = File.OpenRead(file);
        var offset = Number(tensor, "offset") ?? 0;
        var length = Number(tensor, "length") ?? Math.Max(0, stream.Length - offset);
        if (offset > stream.Length || length > stream.Length - offset)
            throw Refuse(tensor, $"is '{location}', which has {stream.Length} bytes, but {length} from byte {offset} on are needed");
        if ((_embedded += length) > Largest)
            throw Refuse(tensor, $"is '{location}', and with it the model has more than the 2.1 GB that one graph can hold");
        var data = new byte[length];
        stream.Position = offset;
        stream.ReadExactly(data);
        tensor.RawData = UnsafeByteOperations.UnsafeWrap(data);
        tensor.ExternalData.Clear();
        tensor.ClearDataLocation();
    }

    private string Inside(TensorProto tensor, string location)
    {
        var file = Path.GetFullPath(Path.Combine(_folder, location));
        var isInside = !Path.IsPathRooted(location)
            && file.StartsWith(Path.Join(_folder, Path.DirectorySeparatorChar.ToString()), StringComparison.Ordinal);
        if (!isInside)
            throw Refuse(tensor, $"is '{location}', outside of the model's folder, which is not read: put it beside the model");
        if (!File.Exists(file))
            throw Refuse(tensor, $"is '{location}', which is not there: put it beside the model");
        // A link would lead elsewhere behind the name's back, on any step of the way.
        for (var step = file; step.Length > _folder.Length; step = Path.GetDirectoryName(step)!)
        {
            if (File.GetAttributes(step).HasFlag(FileAttributes.ReparsePoint))
                throw Refuse(tensor, $"is '{location}', a link, which is not followed: put the file itself beside the model");
        }
        return file;
    }

    private long? Number(TensorProto tensor, string key) =>
        Setting(tensor, key) is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw Refuse(tensor, $"has '{text}' as {key}");

    private static string? Setting(TensorProto tensor, string key) => tensor.ExternalData.FirstOrDefault(e => e.Key == key)?.Value;

    private InvalidDataException Refuse(TensorProto tensor, string what) =>
        new($"'{path}' keeps the tensor '{tensor.Name}' in another file: it {what}.");
}

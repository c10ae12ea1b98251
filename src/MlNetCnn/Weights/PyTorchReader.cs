namespace MlNetCnn;

/// <summary>Reads the weights of a file that <c>torch.save</c> wrote, one storage after another.</summary>
internal static class PyTorchReader
{
    // Stored as PyTorch does it, 16-bit values take twice the file's size as weights, and views of a shared storage come on top.
    private const int MostBytesAFileByte = 16;
    private const int AlwaysGranted = 1 << 20;

    /// <summary>Reads a seekable stream from its first byte on.</summary>
    /// <param name="stream">The file's content.</param>
    /// <param name="source">What errors call the file: its quoted name.</param>
    /// <exception cref="InvalidDataException">It is damaged, asks for more than tensors, or has no weights.</exception>
    public static Weights Read(Stream stream, string source)
    {
        try
        {
            using var archive = PyTorchArchive.Open(stream);
            var state = StateDict.Of(archive.Root);
            var isWeights = state.Tensors.ToLookup(t => SafeTensorTypes.IsWeights(t.Value.Type, t.Value.Shape));
            var names = new TensorNames(isWeights[true].Select(t => t.Key));
            var storages = isWeights[true].GroupBy(t => t.Value.Storage).ToArray();
            CheckSizes(storages, stream.Length);
            var tensors = new Dictionary<string, WeightTensor>(StringComparer.Ordinal);
            foreach (var storage in storages)
            {
                var values = Values(archive, storage.Key);
                foreach (var (name, tensor) in storage)
                {
                    if (!tensors.TryAdd(names.Of(name), new WeightTensor(new TensorShape([.. tensor.Shape.Select(d => (int)d)]), tensor.ValuesIn(values))))
                        throw new PyTorchFormatException($"has two tensors that are called '{names.Of(name)}'.");
                }
            }
            return new Weights(tensors, isWeights[false].Select(t => new LeftOutTensor(names.Of(t.Key), Describe(t.Value))), state.Key, names.Prefix);
        }
        catch (PickleFormatException e)
        {
            throw new InvalidDataException($"{source} {e.Message}", e);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{source} has compressed data that cannot be unpacked: fetch it again.", e);
        }
    }

    // All of them before the first value is read: what a file declares costs no memory that its own size does not justify.
    private static void CheckSizes(IEnumerable<IGrouping<PyTorchStorage, KeyValuePair<string, PyTorchTensor>>> storages, long length)
    {
        long bytes = 0;
        foreach (var storage in storages)
        {
            foreach (var (name, tensor) in storage)
            {
                if (tensor.Elements > Array.MaxLength || storage.Key.Count > Array.MaxLength)
                    throw new PyTorchFormatException($"has a tensor '{name}' of {Describe(tensor)}, but at most {Array.MaxLength} values can be read.");
                if (tensor.End > storage.Key.Count)
                    throw new PyTorchFormatException(
                        $"has a tensor '{name}' of {Describe(tensor)} that needs {tensor.End} values of its storage, which has {storage.Key.Count}.");
                if (!tensor.IsWholeStorage)
                    bytes += sizeof(float) * tensor.Elements;
            }
            bytes += sizeof(float) * storage.Key.Count;
        }
        if (bytes > MostBytesAFileByte * length + AlwaysGranted)
            throw new PyTorchFormatException($"has {length} bytes, but its tensors would take {bytes}: save them with .contiguous().clone(), uncompressed.");
    }

    private static float[] Values(PyTorchArchive archive, PyTorchStorage storage) =>
        archive.Read(storage, stream => FloatReader.Read(stream, storage.Type.Name, (int)storage.Count))
            ?? throw new PyTorchFormatException($"ended while storage '{storage.Key}' was read.");

    private static string Describe(PyTorchTensor tensor) => SafeTensorTypes.Describe(tensor.Type, tensor.Shape);
}

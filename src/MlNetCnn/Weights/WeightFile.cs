namespace MlNetCnn;

/// <summary>Opens files of weights. What a file is, its first bytes say, not its name.</summary>
internal static class WeightFile
{
    // A safetensors file starts with its header's length in 8 bytes; then comes the header, a JSON object.
    private const int Start = 9;

    public static Weights Read(string path) => Read(path, Read);

    public static Weights ReadSafeTensors(string path) => Read(path, (stream, source) => Finite(SafeTensorsReader.Read(stream, source), source));

    /// <summary>Reads a seekable stream from its first byte on.</summary>
    /// <param name="stream">The file's content.</param>
    /// <param name="source">What errors call the file: its quoted name.</param>
    /// <exception cref="InvalidDataException">It is not an undamaged file of weights.</exception>
    public static Weights Read(Stream stream, string source)
    {
        var start = new byte[Start];
        var read = stream.ReadAtLeast(start, Start, throwOnEndOfStream: false);
        stream.Position = 0;
        if (start[^1] == '{')
            return Finite(SafeTensorsReader.Read(stream, source), source);
        return PyTorchArchive.IsOne(start.AsSpan(0, read))
            ? Finite(PyTorchReader.Read(stream, source), source)
            : throw new InvalidDataException(
                $"{source} has no weights that can be read: it is neither a safetensors file nor what PyTorch's torch.save writes, or it is cut off.");
    }

    private static Weights Finite(Weights weights, string source) =>
        weights.FirstOrDefault(w => !w.Value.IsFinite).Key is { } broken
            ? throw new InvalidDataException(
                $"{source} has values in its tensor '{broken}' that are not finite (NaN or infinity), as after a training that diverged: use weights saved before that.")
            : weights;

    private static Weights Read(string path, Func<Stream, string, Weights> read)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        return read(file, $"'{path}'");
    }
}

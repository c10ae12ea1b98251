namespace MlNetCnn;

/// <summary>
/// Reads the weights of a safetensors file, one tensor after another: beside the weights it needs one small buffer, however large the file.
/// </summary>
internal static class SafeTensorsReader
{
    /// <summary>Reads a seekable stream from its first byte on.</summary>
    /// <param name="stream">The file's content.</param>
    /// <param name="source">What errors call the file: its quoted name.</param>
    /// <exception cref="InvalidDataException">It is not an undamaged safetensors file.</exception>
    public static Weights Read(Stream stream, string source)
    {
        var entries = SafeTensorsHeader.Read(stream, source);
        var data = stream.Position;
        var tensors = new List<KeyValuePair<string, WeightTensor>>();
        var leftOut = new List<LeftOutTensor>();
        foreach (var entry in entries)
        {
            if (!entry.IsWeights)
            {
                leftOut.Add(new LeftOutTensor(entry.Name, entry.Description));
                continue;
            }
            var shape = ShapeOf(entry, source);
            stream.Position = data + entry.Start;
            var values = FloatReader.Read(stream, entry.Type, shape.Elements)
                ?? throw new InvalidDataException($"{source} ended while its tensor '{entry.Name}' was read.");
            tensors.Add(new(entry.Name, new WeightTensor(shape, values)));
        }
        return new Weights(tensors, leftOut);
    }

    private static TensorShape ShapeOf(SafeTensorEntry entry, string source)
    {
        var elements = entry.Shape.Aggregate(1L, (product, dimension) => product * dimension); // the header's check has shown that it fits
        if (elements > Array.MaxLength)
            throw new InvalidDataException($"{source} has a tensor '{entry.Name}' of {entry.Description}, but at most {Array.MaxLength} values can be read.");
        return new TensorShape([.. entry.Shape.Select(d => (int)d)]);
    }
}

using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>What is known of decoded images besides their pixels, row by row.</summary>
/// <param name="Format">The format that the images were read from.</param>
/// <param name="Shape">Of one image.</param>
/// <param name="ClassNames">The classes in their order.</param>
/// <param name="Splits">What each image is for.</param>
/// <param name="Labels">The class of each image.</param>
/// <param name="Origins">What each image was.</param>
/// <param name="Paths">Where each image comes from; empty where they have no paths.</param>
/// <param name="Groups">The value that images of one group share; empty without groups.</param>
/// <param name="Skipped">The images left out.</param>
/// <param name="Unsupported">The files among them that are not supported.</param>
/// <param name="Notes">What a reader should know besides.</param>
internal sealed record DecodedIndex(
    ImageDataFormat Format,
    TensorShape Shape,
    ImmutableArray<string> ClassNames,
    SplitKind[] Splits,
    int[] Labels,
    ImageOrigin[] Origins,
    string[] Paths,
    string[] Groups,
    ImmutableArray<SkippedImage> Skipped,
    ImmutableArray<UnsupportedFiles> Unsupported,
    ImmutableArray<string> Notes)
{
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write((byte)Format);
        foreach (var side in Shape.Dimensions)
            writer.Write(side);
        WriteTexts(writer, ClassNames);
        writer.Write(Labels.Length);
        for (var i = 0; i < Labels.Length; i++)
        {
            writer.Write((byte)Splits[i]);
            writer.Write(Labels[i]);
            writer.Write(Origins[i].Height);
            writer.Write(Origins[i].Width);
            writer.Write((ulong)Origins[i].ContentHash);
            writer.Write((ulong)(Origins[i].ContentHash >> 64));
        }
        WriteTexts(writer, Paths);
        WriteTexts(writer, Groups);
        WriteTexts(writer, [.. Skipped.SelectMany(s => new[] { s.Path, s.Reason })]);
        writer.Write(Unsupported.Length);
        foreach (var (extension, files) in Unsupported)
        {
            writer.Write(extension);
            writer.Write(files);
        }
        WriteTexts(writer, Notes);
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote; the checksum was looked at before.</summary>
    public static DecodedIndex Parse(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var format = (ImageDataFormat)reader.ReadByte();
        var shape = new TensorShape(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        var names = ReadTexts(reader);
        var count = reader.ReadInt32();
        var (splits, labels, origins) = (new SplitKind[count], new int[count], new ImageOrigin[count]);
        for (var i = 0; i < count; i++)
        {
            (splits[i], labels[i]) = ((SplitKind)reader.ReadByte(), reader.ReadInt32());
            var (height, width, low) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadUInt64());
            origins[i] = new ImageOrigin(height, width, new UInt128(reader.ReadUInt64(), low));
        }
        var (paths, groups) = (ReadTexts(reader), ReadTexts(reader));
        var skipped = ReadTexts(reader).Chunk(2).Select(pair => new SkippedImage(pair[0], pair[1])).ToArray();
        var unsupported = new UnsupportedFiles[reader.ReadInt32()];
        for (var i = 0; i < unsupported.Length; i++)
            unsupported[i] = new UnsupportedFiles(reader.ReadString(), reader.ReadInt32());
        return new DecodedIndex(format, shape, [.. names], splits, labels, origins, paths, groups, [.. skipped], [.. unsupported], [.. ReadTexts(reader)]);
    }

    private static void WriteTexts(BinaryWriter writer, IReadOnlyCollection<string> texts)
    {
        writer.Write(texts.Count);
        foreach (var text in texts)
            writer.Write(text);
    }

    private static string[] ReadTexts(BinaryReader reader)
    {
        var texts = new string[reader.ReadInt32()];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = reader.ReadString();
        return texts;
    }
}

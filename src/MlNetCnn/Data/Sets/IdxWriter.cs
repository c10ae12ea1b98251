using System.Buffers.Binary;
using System.IO.Compression;

namespace MlNetCnn;

/// <summary>
/// Writes IDX files compressed by gzip, without a time stamp: the same set gives the same file on the same runtime. Each file
/// takes its name only when it is complete.
/// </summary>
internal static class IdxWriter
{
    /// <summary>Writes both files of a set: images as N×H×W when they have one channel, else as N×C×H×W.</summary>
    /// <exception cref="ArgumentException">A label is above 255, more than IDX labels of one byte can say.</exception>
    public static void Write(ImageSet set, string imagesPath, string labelsPath)
    {
        ArgumentNullException.ThrowIfNull(set);
        var labels = new byte[set.Count];
        for (var i = 0; i < labels.Length; i++)
            labels[i] = set.Labels[i] <= byte.MaxValue ? (byte)set.Labels[i] : throw new ArgumentException(
                $"Label {i} is {set.Labels[i]}, but IDX files hold labels from 0 to 255.", nameof(set));
        int[] dimensions = set.Shape.Channels == 1
            ? [set.Count, set.Shape.Height, set.Shape.Width]
            : [set.Count, .. set.Shape.Dimensions];
        WriteFile(imagesPath, dimensions, set.Pixels);
        WriteFile(labelsPath, [set.Count], labels);
    }

    private static void WriteFile(string path, int[] dimensions, ReadOnlyMemory<byte> values) => AtomicFile.Write(path, file =>
    {
        using var gzip = new GZipStream(file, CompressionLevel.SmallestSize, leaveOpen: true);
        WriteNumber(gzip, 0x00000800 | dimensions.Length);
        foreach (var dimension in dimensions)
            WriteNumber(gzip, dimension);
        gzip.Write(values.Span);
    });

    private static void WriteNumber(Stream stream, int number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        stream.Write(bytes);
    }
}

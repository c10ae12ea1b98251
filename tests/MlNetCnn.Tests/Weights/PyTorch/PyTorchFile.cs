using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace MlNetCnn.Tests;

/// <summary>Files of PyTorch's: those that it wrote, and pickles written by hand. A pickle is a text here, a character a byte.</summary>
internal static class PyTorchFile
{
    public const string Start = "\u0080\u0002", Stop = ".";

    /// <summary>One of <c>files/make.py</c>.</summary>
    public static byte[] Made(string name)
    {
        using var stream = typeof(PyTorchFile).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public static Weights Read(byte[] bytes) => WeightFile.Read(new MemoryStream(bytes), "'x'");

    /// <summary>What is wrong, without the file's name.</summary>
    public static string Complaint(byte[] bytes)
    {
        var message = Assert.Throws<InvalidDataException>(() => Read(bytes)).Message;
        Assert.StartsWith("'x' ", message);
        return message[4..];
    }

    /// <summary>A file of this object, with a storage '0' of these values.</summary>
    public static byte[] Of(string value, params float[] storage) => Zip(Start + value + Stop, ("data/0", [.. storage.SelectMany(BitConverter.GetBytes)]));

    public static byte[] Zip(string pickle, params (string Name, byte[] Bytes)[] entries)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add("data.pkl", Bytes(pickle));
            foreach (var (name, bytes) in entries)
                Add(name, bytes);

            void Add(string name, byte[] bytes)
            {
                using var entry = archive.CreateEntry($"any/{name}", bytes.Length > 100_000 ? CompressionLevel.Fastest : CompressionLevel.NoCompression).Open();
                entry.Write(bytes);
            }
        }
        return stream.ToArray();
    }

    public static byte[] Bytes(string pickles) => Encoding.Latin1.GetBytes(pickles);

    public static string Text(string text) => $"X{Number(text.Length)}{text}";

    public static string Integer(long value) =>
        "\u008A\u0008" + Latin(8, b => BinaryPrimitives.WriteInt64LittleEndian(b, value));

    public static string Tuple(params long[] values) => $"({string.Concat(values.Select(Integer))}t";

    public static string Dictionary(params (string Key, string Value)[] items) => $"}}({string.Concat(items.Select(i => Text(i.Key) + i.Value))}u";

    public static string Storage(long count, string key = "0", string type = "FloatStorage") =>
        $"({Text("storage")}ctorch\n{type}\n{Text(key)}{Text("cpu")}{Integer(count)}tQ";

    public static string Tensor(string storage, long offset, long[] sizes, long[] strides) =>
        $"ctorch._utils\n_rebuild_tensor_v2\n({storage}{Integer(offset)}{Tuple(sizes)}{Tuple(strides)}\u0089ccollections\nOrderedDict\n)RtR";

    /// <summary>A vector that is the whole storage '0'.</summary>
    public static string Vector(long count = 1) => Tensor(Storage(count), 0, [count], [1]);

    public static string Number(int value) => Latin(4, b => BinaryPrimitives.WriteInt32LittleEndian(b, value));

    private static string Latin(int size, Action<byte[]> write)
    {
        var bytes = new byte[size];
        write(bytes);
        return Encoding.Latin1.GetString(bytes);
    }
}

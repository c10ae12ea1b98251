using System.Text;
using CsCheck;
using SkiaSharp;

namespace MlNetCnn.Tests;

/// <summary>Whatever bytes a file has, it is read or refused with InvalidDataException, within the memory the file justifies.</summary>
public sealed class FormatFuzzTests : IDisposable
{
    private const long MostBytes = 64 << 20;

    private readonly DataSetFolder _set = new();

    public void Dispose() => _set.Dispose();

    [Theory]
    [InlineData("a.zip")]
    [InlineData("a.tar")]
    [InlineData("a.tar.gz")]
    public void Open_ChangedArchive_IsReadOrRefused(string name)
    {
        for (var i = 0; i < 6; i++)
            _set.Add($"{(i % 2 == 0 ? "a" : "b")}/{i}.png", TestImages.Noise(4, 4, i, SKEncodedImageFormat.Png));
        Changed(File.ReadAllBytes(_set.Pack(name)), name);
    }

    [Fact]
    public void Open_ChangedCsv_IsReadOrRefused() =>
        Changed(Encoding.UTF8.GetBytes("label,a,b,c,d\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{i % 3},{i},2,3,4\n"))), "a.csv");

    [Theory]
    [InlineData("keras-float.npz", "a.npz")]
    [InlineData("fortran.npy", "a.npy")]
    [InlineData("train2.p", "train.p")]
    [InlineData("train5.p", "train.p")]
    [InlineData("cifar-10-batches-py/data_batch_1", "data_batch_1")]
    public void Open_ChangedArrays_AreReadOrRefused(string file, string name) => Changed(File.ReadAllBytes(Cases.Path(["arrays", .. file.Split('/')])), name);

    [Fact]
    public void Open_ChangedCifar_IsReadOrRefused() =>
        Changed([.. Enumerable.Range(0, 4 * 3073).Select(i => (byte)(i % 3073 == 0 ? i / 3073 : i))], "data_batch_1.bin");

    [Theory]
    [InlineData("any.zip", "PK\u0003\u0004")]
    [InlineData("any.csv", "label,a\n")]
    [InlineData("data_batch_1.bin", "\u0001")]
    [InlineData("any.tar.gz", "\u001F")]
    [InlineData("any", "")]
    public void Open_AnyBytes_AreReadOrRefused(string name, string start)
    {
        var number = 0;
        Gen.Byte.Array[0, 3000].Sample(bytes => Check($"{Interlocked.Increment(ref number)}/{name}", [.. start.Select(c => (byte)c), .. bytes]), iter: 150);
    }

    private void Changed(byte[] whole, string name)
    {
        var number = 0;
        var change = Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Array[1, 5];
        Gen.Select(change, Gen.Int[0, 2 * whole.Length]).Sample((changes, length) =>
        {
            var bytes = (byte[])whole.Clone();
            foreach (var (position, value) in changes)
                bytes[position] = value;
            Check($"{Interlocked.Increment(ref number)}/{name}", bytes[..Math.Min(length, bytes.Length)]);
        }, iter: 150);
    }

    private void Check(string name, byte[] bytes)
    {
        var path = _set.Outside(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        var options = new ImageLoading { Cache = false, Threads = 1, MixedSize = 4 };
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refusable(() =>
        {
            using var tree = FileTree.Open(path, options.Archive);
            foreach (var entry in ImageFormats.Recognize(tree, options).Read(default))
                Refusable(() => entry.Bytes());
        });
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
        Refusable(() => Assert.InRange(ImageData.Open(path, options).Train.Count, 2, 1000));
    }

    private static void Refusable(Action read)
    {
        try
        {
            read();
        }
        catch (InvalidDataException e)
        {
            Assert.NotEmpty(e.Message);
        }
    }
}

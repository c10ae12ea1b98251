using CsCheck;

namespace MlNetCnn.Tests;

/// <summary>Whatever happened to a file, it is read as it should be or refused with InvalidDataException.</summary>
public sealed class PyTorchFuzzTests
{
    private static readonly byte[][] Files =
        [.. new[] { "state.pth", "state.legacy.pth", "checkpoint.pth", "checkpoint.legacy.pth", "protocol5.pth", "protocol4.legacy.pth" }.Select(PyTorchFile.Made)];

    [Fact]
    public void Read_AnyPrefix_IsRefused()
    {
        foreach (var file in Files)
        {
            for (var length = 0; length < file.Length; length++)
            {
                using var prefix = new MemoryStream(file, 0, length);
                Assert.Throws<InvalidDataException>(() => WeightFile.Read(prefix, "'x'"));
            }
        }
    }

    [Fact]
    public void Read_ChangedBytes_AreReadOrRefusedWithinTheMemoryTheFileJustifies()
    {
        var refused = 0;
        Gen.Select(Gen.Int[0, Files.Length - 1], Gen.Select(Gen.Int[0, 1 << 20], Gen.Byte).Array[1, 4]).Sample((file, changes) =>
        {
            var bytes = (byte[])Files[file].Clone();
            foreach (var (position, value) in changes)
                bytes[position % bytes.Length] = value;
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                PyTorchFile.Read(bytes);
            }
            catch (InvalidDataException e)
            {
                Assert.StartsWith("'x' ", e.Message);
                Interlocked.Increment(ref refused);
            }
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 * bytes.Length + 4_000_000);
        }, iter: 10_000);
        Assert.NotEqual(0, refused);
    }
}

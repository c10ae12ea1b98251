using CsCheck;

namespace MlNetCnn.Tests;

/// <summary>Whatever happened to a file, it is read as it should be or refused with InvalidDataException.</summary>
public sealed class IdxFuzzTests : IDisposable
{
    private static readonly byte[] Plain = IdxBytes.Images(5, 7, 6);
    private static readonly byte[] Zipped = IdxBytes.Zip(Plain);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ReadImages_AnyPrefix_IsRefused(bool zipped)
    {
        var whole = zipped ? Zipped : Plain;
        for (var length = 0; length < whole.Length; length++)
        {
            var path = _folder.Write("prefix", whole[..length]);
            Assert.Throws<InvalidDataException>(() => IdxReader.ReadImages(path));
        }
    }

    [Fact]
    public void ReadImages_ChangedBytes_AreReadOrRefusedWithinTheMemoryTheFileJustifies()
    {
        var change = Gen.Select(Gen.Int[0, 30], Gen.Byte).Array[1, 4];
        Gen.Select(Gen.Bool, change).Sample((zipped, changes) =>
        {
            var bytes = (byte[])(zipped ? Zipped : Plain).Clone();
            foreach (var (position, value) in changes)
                bytes[position] = value;
            var path = _folder.File($"changed-{Guid.NewGuid():N}");
            File.WriteAllBytes(path, bytes);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                var (shape, pixels) = IdxReader.ReadImages(path);
                Assert.Equal(0, pixels.Length % shape.Elements);
            }
            catch (InvalidDataException)
            {
            }
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
        }, iter: 2000);
    }

    [Fact]
    public void ReadImages_ChangedValuesInGzip_AreNeverTakenForTheOriginal()
    {
        // Past gzip's ten header bytes everything is covered by its checksum and length.
        Gen.Select(Gen.Int[10, Zipped.Length - 1], Gen.Int[1, 255]).Sample((position, flip) =>
        {
            var bytes = (byte[])Zipped.Clone();
            bytes[position] ^= (byte)flip;
            var path = _folder.File($"flipped-{Guid.NewGuid():N}");
            File.WriteAllBytes(path, bytes);
            try
            {
                Assert.Equal(Plain[16..], IdxReader.ReadImages(path).Pixels); // a bit of padding may change nothing
            }
            catch (InvalidDataException)
            {
            }
        }, iter: 2000);
    }
}

using CsCheck;

namespace MlNetCnn.Tests;

/// <summary>Whatever happened to a file, it is read as it should be or refused with InvalidDataException.</summary>
public sealed class SafeTensorsFuzzTests
{
    private static readonly Architecture Network = new("small", [new Conv2d(3, 3), new BatchNorm2d(), new Flatten(), new Linear()]);
    private static readonly byte[] Whole = Write();

    private static byte[] Write()
    {
        var stream = new MemoryStream();
        SafeTensorsWriter.Write(RandomModels.Weights(Network.Plan(new TensorShape(1, 9, 9), 3), seed: 1), null, stream);
        return stream.ToArray();
    }

    [Fact]
    public void Read_AnyPrefix_IsRefused()
    {
        var header = 8 + BitConverter.ToInt32(Whole);
        for (var length = 0; length < Whole.Length; length += length < header + 16 ? 1 : 7)
        {
            var prefix = Whole[..length];
            Assert.Throws<InvalidDataException>(() => SafeTensorsBytes.Read(prefix));
        }
    }

    [Fact]
    public void Read_ChangedBytes_AreReadOrRefusedWithinTheMemoryTheFileJustifies()
    {
        var header = 8 + BitConverter.ToInt32(Whole);
        const string telling = "0123456789\"{}[],:-\\ ";
        var change = Gen.OneOf(Gen.Byte, Gen.Int[0, telling.Length - 1].Select(i => (byte)telling[i]));
        var refused = 0;
        Gen.Select(Gen.Int[0, header - 1], change).Array[1, 4].Sample(changes =>
        {
            var bytes = (byte[])Whole.Clone();
            foreach (var (position, value) in changes)
                bytes[position] = value;
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                var weights = SafeTensorsBytes.Read(bytes);
                Assert.True(weights.Sum(w => 4L * w.Value.Shape.Elements) <= 2 * bytes.Length);
            }
            catch (InvalidDataException e)
            {
                Assert.StartsWith("'x' ", e.Message);
                Interlocked.Increment(ref refused);
            }
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * bytes.Length + 1_000_000);
        }, iter: 5000);
        Assert.NotEqual(0, refused);
    }
}

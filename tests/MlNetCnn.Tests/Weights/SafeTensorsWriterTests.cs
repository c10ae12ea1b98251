using System.Text;
using CsCheck;

namespace MlNetCnn.Tests;

public sealed class SafeTensorsWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void SaveSafeTensors_TwoTensors_WritesTheseBytes()
    {
        var weights = Of(("fc.weight", new TensorShape(1, 2), [1f, -2f]), ("fc.bias", new TensorShape(1), [0.5f]));
        var path = _folder.File("w.safetensors");

        weights.SaveSafeTensors(path);

        // By name, and a header of whole eights: 159 characters and one space.
        const string header =
            """{"__metadata__":{"format":"pt"},"fc.bias":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"fc.weight":{"dtype":"F32","shape":[1,2],"data_offsets":[4,12]}}""";
        var padded = header.PadRight((header.Length + 7) / 8 * 8);
        Assert.NotEqual(header, padded);
        byte[] expected = [(byte)padded.Length, 0, 0, 0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(padded), 0, 0, 0, 0x3F, 0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0];
        Assert.Equal(expected, File.ReadAllBytes(path));
    }

    [Fact]
    public void SaveSafeTensors_Metadata_StandsBesideTheFormat()
    {
        var path = _folder.File("w.safetensors");

        Of(("w", new TensorShape(1), [1f])).SaveSafeTensors(path, new Dictionary<string, string> { ["note"] = "größer \"2\"", ["architecture"] = "lenet" });

        Assert.Contains("""{"__metadata__":{"architecture":"lenet","format":"pt","note":"größer \"2\""},"w":""", File.ReadAllText(path));
        Assert.Single(Weights.LoadSafeTensors(path));
    }

    [Fact]
    public void SaveSafeTensors_ReservedName_IsRefusedAndLeavesNoFile()
    {
        var weights = Of(("__metadata__", new TensorShape(1), [1f]));

        Assert.Contains("__metadata__", Assert.Throws<ArgumentException>(() => weights.SaveSafeTensors(_folder.File("w"))).Message);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void SaveSafeTensors_AnyWeights_AreReadBackToTheBit()
    {
        var tensor = Gen.Select(Gen.String[1, 20].Where(s => s != "__metadata__" && s.All(c => !char.IsSurrogate(c))), Gen.Int[1, 5].Array[1, 4], Gen.Int);
        tensor.Array[0, 6].Sample(tensors =>
        {
            var weights = Of([.. tensors.DistinctBy(t => t.Item1).Select(t => (t.Item1, new TensorShape(t.Item2), AnyBits(t.Item3, new TensorShape(t.Item2).Elements)))]);
            var stream = new MemoryStream();

            SafeTensorsWriter.Write(weights, null, stream);
            var read = SafeTensorsBytes.Read(stream.ToArray());

            Assert.Equal(weights.Keys.Order(StringComparer.Ordinal), read.Keys.Order(StringComparer.Ordinal));
            foreach (var (name, expected) in weights)
            {
                Assert.Equal(expected.Shape, read[name].Shape);
                Assert.Equal(Bits(expected), Bits(read[name]));
            }
        }, iter: 500);
    }

    private static Weights Of(params (string Name, TensorShape Shape, float[] Values)[] tensors) =>
        new(tensors.Select(t => KeyValuePair.Create(t.Name, new WeightTensor(t.Shape, t.Values))));

    private static float[] AnyBits(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)))];
    }

    private static int[] Bits(WeightTensor tensor) => [.. tensor.Values.ToArray().Select(BitConverter.SingleToInt32Bits)];
}

namespace MlNetCnn.Tests;

public sealed class SafeTensorsReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void LoadSafeTensors_FileWrittenByHand_GivesItsWeightsAndListsTheRest()
    {
        // Names and data in different orders; two spaces behind it.
        const string header = """
            {"__metadata__":{"format":"pt"},"fc.bias":{"dtype":"F32","shape":[2],"data_offsets":[16,24]},"bn.num_batches_tracked":{"dtype":"I64","shape":[],"data_offsets":[0,8]},"fc.weight":{"dtype":"F16","shape":[2,2],"data_offsets":[8,16]},"none":{"dtype":"F32","shape":[3,0],"data_offsets":[24,24]},"scale":{"dtype":"F32","shape":[],"data_offsets":[24,28]}}
            """;
        byte[] bytes =
        [
            0x5E, 0x01, 0, 0, 0, 0, 0, 0, .. System.Text.Encoding.ASCII.GetBytes(header), 0x20, 0x20,
            7, 0, 0, 0, 0, 0, 0, 0,
            0x00, 0x3C, 0x00, 0xC0, 0x00, 0x38, 0x66, 0x2E,
            0x00, 0x00, 0x80, 0x3F, 0x00, 0x00, 0x20, 0xC0,
            0, 0, 0, 0x40,
        ];
        Assert.Equal(0x15E, header.Length + 2);

        var weights = Weights.LoadSafeTensors(_folder.Write("hand.safetensors", bytes));

        Assert.Equal(["fc.bias", "fc.weight"], weights.Keys.Order());
        Assert.Equal(new TensorShape(2, 2), weights["fc.weight"].Shape);
        Assert.Equal([1f, -2f, 0.5f, 0.099975586f], weights["fc.weight"].Values.ToArray());
        Assert.Equal([1f, -2.5f], weights["fc.bias"].Values.ToArray());
        Assert.Equal(["bn.num_batches_tracked (I64 scalar)", "none (F32 3×0)", "scale (F32 scalar)"], weights.LeftOut.Select(t => t.ToString()));
    }

    [Theory]
    [InlineData("F16", new byte[] { 0x00, 0x3C }, 0x3F800000u)] // 1
    [InlineData("F16", new byte[] { 0xFF, 0x7B }, 0x477FE000u)] // 65504, the largest
    [InlineData("F16", new byte[] { 0x01, 0x00 }, 0x33800000u)] // 2⁻²⁴, the smallest
    [InlineData("F16", new byte[] { 0x00, 0x80 }, 0x80000000u)] // −0
    [InlineData("BF16", new byte[] { 0x80, 0x3F }, 0x3F800000u)] // 1
    [InlineData("BF16", new byte[] { 0x49, 0x40 }, 0x40490000u)] // 3.140625
    [InlineData("BF16", new byte[] { 0x7F, 0xFF }, 0xFF7F0000u)] // the lowest
    [InlineData("BF16", new byte[] { 0x01, 0x00 }, 0x00010000u)] // a subnormal
    [InlineData("F32", new byte[] { 0xDB, 0x0F, 0x49, 0x40 }, 0x40490FDBu)] // π
    [InlineData("F64", new byte[] { 0x18, 0x2D, 0x44, 0x54, 0xFB, 0x21, 0x09, 0x40 }, 0x40490FDBu)] // π
    public void Read_OneValue_HasTheseBits(string type, byte[] value, uint bits)
    {
        var tensor = SafeTensorsBytes.Read(SafeTensorsBytes.One(type, "[1,1]", value))["t"];

        Assert.Equal(bits, BitConverter.SingleToUInt32Bits(tensor.Values.Span[0]));
    }

    [Theory]
    [InlineData("F16", new byte[] { 0x00, 0xFC })] // −∞
    [InlineData("F32", new byte[] { 0, 0, 0xC0, 0x7F })] // NaN
    [InlineData("F64", new byte[] { 0, 0, 0, 0, 0, 0, 0xF0, 0x7E })] // beyond 32 bits
    public void Read_AValueThatIsNotFinite_NamesItsTensor(string type, byte[] value)
    {
        var error = Assert.Throws<InvalidDataException>(() => Weights.LoadSafeTensors(_folder.Write("nan.safetensors", SafeTensorsBytes.One(type, "[1,1]", value))));

        Assert.Contains("nan.safetensors' has values in its tensor 't' that are not finite (NaN or infinity)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MoreThanTheBuffer_GivesEveryValue()
    {
        var data = Enumerable.Range(0, 300_000).SelectMany(i => BitConverter.GetBytes((ushort)(i * 7))).ToArray();

        var values = SafeTensorsBytes.Read(SafeTensorsBytes.One("BF16", "[3,100000]", data))["t"].Values;

        for (var i = 0; i < values.Length; i++)
            Assert.Equal((uint)(ushort)(i * 7) << 16, BitConverter.SingleToUInt32Bits(values.Span[i]));
    }

    [Fact]
    public void LoadSafeTensors_TensorBeyondTwoGigabytes_IsReadWithoutWhatLiesBefore()
    {
        var start = SafeTensorsBytes.Of(
            """{"big":{"dtype":"U8","shape":[3000000000],"data_offsets":[0,3000000000]},"w":{"dtype":"F32","shape":[1],"data_offsets":[3000000000,3000000004]}}""");
        var path = _folder.Write("big.safetensors", start);
        using (var file = File.OpenWrite(path))
        {
            file.Position = start.Length + 3_000_000_000L; // the gap takes no disk
            file.Write(BitConverter.GetBytes(1.5f));
        }
        var before = GC.GetAllocatedBytesForCurrentThread();

        var weights = Weights.LoadSafeTensors(path);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.Equal(1.5f, Assert.Single(weights).Value.Values.Span[0]);
        Assert.Equal("big (U8 3000000000)", Assert.Single(weights.LeftOut).ToString());
    }

    private const string Entry = """{"dtype":"F32","shape":[1],"data_offsets":[0,4]}""";

    public static TheoryData<string, byte[], string> Damaged => new()
    {
        { "empty", [], "shorter than the 8 bytes" },
        { "no header", [5, 0, 0, 0, 0, 0, 0, 0, 0x7B], "its header would be 5 bytes, but 1 follow" },
        { "long header", [0x01, 0xE1, 0xF5, 0x05, 0, 0, 0, 0], "would be 100000001 bytes, but at most 100000000" },
        { "huge header", [255, 255, 255, 255, 255, 255, 255, 255], "would be 18446744073709551615 bytes" },
        { "nothing", SafeTensorsBytes.Of(""), "not a JSON object" },
        { "array", SafeTensorsBytes.Of("[]"), "not a JSON object" },
        { "leading space", SafeTensorsBytes.Of(" {}"), "not a JSON object" },
        { "not UTF-8", [4, 0, 0, 0, 0, 0, 0, 0, (byte)'{', 0xC3, 0x28, (byte)'}'], "in UTF-8" },
        { "broken JSON", SafeTensorsBytes.Of("{\"a\":}"), "header that cannot be read" },
        { "behind the object", SafeTensorsBytes.Of("{}{}"), "header that cannot be read" },
        { "half a surrogate pair", SafeTensorsBytes.Of($$"""{"\ud800":{{Entry}}}""", 0, 0, 0, 0), "header that cannot be read" },
        { "twice", SafeTensorsBytes.Of($$"""{"a":{{Entry}},"a":{{Entry}}}""", 0, 0, 0, 0), "header that cannot be read" },
        { "twice, once escaped", SafeTensorsBytes.Of($$"""{"a":{{Entry}},"\u0061":{{Entry}}}""", 0, 0, 0, 0), "header that cannot be read" },
        { "metadata of numbers", SafeTensorsBytes.Of("""{"__metadata__":{"a":1}}"""), "'__metadata__' that is not an object of texts" },
        { "no object", SafeTensorsBytes.Of("""{"a":[1]}"""), "describes its tensor 'a' wrongly" },
        { "no type", SafeTensorsBytes.Of("""{"a":{"shape":[0],"data_offsets":[0,0]}}"""), "describes its tensor 'a' wrongly" },
        { "negative size", SafeTensorsBytes.One("F32", "[-1]"), "describes its tensor 't' wrongly" },
        { "fraction", SafeTensorsBytes.One("F32", "[1.5]", 1, 2, 3, 4), "describes its tensor 't' wrongly" },
        { "three offsets", SafeTensorsBytes.Of("""{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0,0]}}"""), "describes its tensor 'a' wrongly" },
        { "unknown type", SafeTensorsBytes.One("F31", "[1]", 1, 2, 3, 4), "of type 'F31', which is not known" },
        { "too few bytes", SafeTensorsBytes.One("F32", "[2]", 1, 2, 3, 4), "from byte 0 to 4, which does not fit its F32 2" },
        { "too many bytes", SafeTensorsBytes.One("F16", "[1]", 1, 2, 3, 4), "does not fit its F16 1" },
        { "overflow", SafeTensorsBytes.One("F32", "[4611686018427387904]"), "does not fit" },
        { "backwards", SafeTensorsBytes.Of("""{"a":{"dtype":"F32","shape":[0],"data_offsets":[4,0]}}""", 1, 2, 3, 4), "from byte 4 to 0" },
        { "behind the end", SafeTensorsBytes.Of($$"""{"a":{{Entry}}}""", 1, 2, 3), "its tensors take 4 bytes, but 3 follow" },
        { "something left", SafeTensorsBytes.Of($$"""{"a":{{Entry}}}""", 1, 2, 3, 4, 5), "its tensors take 4 bytes, but 5 follow" },
        { "overlap", SafeTensorsBytes.Of($$"""{"a":{{Entry}},"b":{{Entry}}}""", 1, 2, 3, 4), "tensor 'b' from byte 0, but the one before it ends at 4" },
        { "gap", SafeTensorsBytes.Of("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", 1, 2), "tensor 'a' from byte 1, but the one before it ends at 0" },
        { "boast", SafeTensorsBytes.Of("""{"a":{"dtype":"F32","shape":[500000000],"data_offsets":[0,2000000000]}}""", 1), "take 2000000000 bytes, but 1 follow" },
    };

    [Theory]
    [MemberData(nameof(Damaged))]
    public void LoadSafeTensors_DamagedFile_SaysWhichAndWhat(string name, byte[] bytes, string complaint)
    {
        var path = _folder.Write(name, bytes);

        var error = Assert.Throws<InvalidDataException>(() => Weights.LoadSafeTensors(path));

        Assert.StartsWith($"'{path}' ", error.Message);
        Assert.Contains(complaint, error.Message);
    }

    [Fact]
    public void LoadSafeTensors_NoSuchFile_NamesIt() =>
        Assert.Contains("nowhere", Assert.Throws<FileNotFoundException>(() => Weights.LoadSafeTensors(_folder.File("nowhere"))).Message);
}

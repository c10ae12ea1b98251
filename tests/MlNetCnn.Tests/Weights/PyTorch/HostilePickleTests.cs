using static MlNetCnn.Tests.PyTorchFile;

namespace MlNetCnn.Tests;

/// <summary>Pickles that would run code, take all memory or never end where they are read by Python, and files that do not hold what they say.</summary>
public sealed class HostilePickleTests
{
    private const string Asks = "but only tensors are read from a file, and nothing in it is run";

    private static string Sized(long[] sizes, long[] strides, long offset = 0, long count = 1) =>
        Dictionary(("w", Tensor(Storage(count), offset, sizes, strides)));

    public static TheoryData<string, string> Pickles => new()
    {
        { $"cposix\nsystem\n({Text("id")}tR", $"asks for 'posix.system', {Asks}" },
        { $"cbuiltins\neval\n({Text("1")}tR", $"asks for 'builtins.eval', {Asks}" },
        { $"{Text("os")}{Text("system")}\u0093)R", $"asks for 'os.system', {Asks}" },
        { "ctorch.storage\n_load_from_bytes\n)R", "asks for 'torch.storage._load_from_bytes'" },
        { "ctorch.storage\nUntypedStorage\n", "asks for 'torch.storage.UntypedStorage'" },
        { "ctorch\n_utils._rebuild_tensor\u0000_v2\n", "asks for 'torch._utils._rebuild_tensor\u0000_v2'" },
        { "NN\u0093", "where it makes no sense" },
        { $"{Text("torch._utils._rebuild_tensor_v2")})R", "where it makes no sense" },
        { "ctorch\nFloatStorage\n)R", "where it makes no sense" },
        { "ccollections\nOrderedDict\nNR", "where it makes no sense" },
        { "]}b", "where it makes no sense" },
        { "(iposix\nsystem\n", "an instruction 0x69" },
        { "(o", "an instruction 0x6F" },
        { ")\u0081", "where it makes no sense" },
        { "ctorch\nFloatStorage\n)\u0081", "where it makes no sense" },
        { "csubprocess\nPopen\n)\u0081", "asks for 'subprocess.Popen'" },
        { "\u0082\u0001", "an instruction 0x82" },
        { "P0\n", "an instruction 0x50" },
        { "I1\n", "an instruction 0x49" },
        { "\u0097", "an instruction 0x97" },
        { "", "where it makes no sense" },
        { "t", "where it makes no sense" },
        { "N(\u0085", "where it makes no sense" },
        { "N(0", "where it makes no sense" },
        { "Na", "where it makes no sense" },
        { "}(Nu", "where it makes no sense" },
        { "h\u0007", "where it makes no sense" },
        { "NQ", "describes a storage in another way" },
        { $"({Text("storage")}NN NNtQ".Replace(" ", ""), "describes a storage in another way" },
        { $"({Text("storage")}ctorch\nFloatStorage\n{Text("0")}N{Integer(-1)}tQ", "describes a storage in another way" },
        { $"({Text("storage")}ctorch\nFloatStorage\n{Text("0")}N{Integer(long.MaxValue)}tQ", "describes a storage in another way" },
        { $"({Text("storage")}ctorch\nFloatStorage\n{Text("0")}N{Integer(1)}{Text("view")}tQ", "as early versions of PyTorch wrote it" },
        { Storage(1) + Storage(2), "describes its storage '0' in two ways" },
        { "ctorch._utils\n_rebuild_tensor_v2\n)R", "describes a tensor in another way" },
        { Sized([1, 1], [1]), "describes a tensor in another way" },
        { Sized([-1], [1]), "describes a tensor in another way" },
        { Sized([2], [-1], 1, 2), "describes a tensor in another way" },
        { Sized([1], [1], -1), "describes a tensor in another way" },
        { Sized([.. Enumerable.Repeat(1L, 65)], [.. Enumerable.Repeat(1L, 65)]), "describes a tensor in another way" },
        { Sized([long.MaxValue, 2], [1, 1]), "no file can hold it" },
        { Sized([2], [long.MaxValue], 1), "no file can hold it" },
        { Sized([1], [1], long.MaxValue), "no file can hold it" },
        { Sized([3_000_000_000], [0]), "at most 2147483591 values can be read" },
        { Sized([1], [1], 0, 3_000_000_000), "at most 2147483591 values can be read" },
        { Sized([2], [1]), "'w' of F32 2 that needs 2 values of its storage, which has 1" },
        { Sized([2, 2], [2, 1], 1, 4), "that needs 5 values of its storage, which has 4" },
        { Sized([1_000_000_000], [0]), "its tensors would take 4000000004: save them with .contiguous().clone()" },
        { Sized([100_000_000], [1], 0, 100_000_000), "its tensors would take 400000000" },
        { Sized([3], [1], 0, 3), "its entry 'any/data/0' has 8 bytes, but 12 are needed" },
        { Dictionary(("w", Tensor(Storage(1, "../../etc/passwd"), 0, [1], [1]))), "it has no entry 'any/data/../../etc/passwd'" },
        { $"X{Number(-1)}abc", "goes on behind its end" },
        { $"X{Number(100)}abc", "goes on behind its end" },
        { "\u008B" + Number(-1), "goes on behind its end" },
        { "\u008D" + new string('\u00FF', 8), "goes on behind its end" },
        { "X" + Number(2) + "\u00C3(", "a text that is not UTF-8" },
        { $"c{new string('a', 201)}\nb\n", "a name of more than 200 bytes" },
        { "\u008B" + Number(257) + new string('1', 257), "a text or number of 257 bytes" },
        { "X" + Number(2_000_000) + new string('a', 2_000_000), "a text or number of 2000000 bytes" },
    };

    [Theory]
    [MemberData(nameof(Pickles))]
    public void Read_PickleThatAsksForMoreThanTensors_IsRefused(string pickle, string complaint) =>
        Assert.Contains(complaint, Complaint(Of(pickle, 1, 2)));

    [Theory]
    [InlineData("\u0080\u0001N.")]
    [InlineData("\u0080\u0006N.")]
    [InlineData("N.")]
    public void Read_OtherProtocol_IsRefused(string pickle) => Assert.Contains("a protocol other than 2 to 5", Complaint(Zip(pickle)));

    [Theory]
    [InlineData("N0", 2_200_000)] // steps
    [InlineData("N", 1_100_000)] // values
    [InlineData("(", 1_100_000)] // marks
    [InlineData("N\u0094", 1_100_000)] // remembered
    public void Read_PickleWithoutMeasure_IsRefused(string part, int times) =>
        Assert.Contains("more instructions or values than any file of weights", Complaint(Of(string.Concat(Enumerable.Repeat(part, times)))));

    [Fact]
    public void Read_ListsInLists_NeedNoStack()
    {
        const int depth = 1_000_000;

        Assert.StartsWith("has no tensors by name", Complaint(Of(new string(']', depth) + new string('a', depth - 1))));
        Assert.StartsWith("has no tensors by name", Complaint(Of("N" + new string('\u0085', depth))));
    }

    [Fact]
    public void Read_PackedZeros_TakeNoMemoryTheFileDoesNotJustify()
    {
        const int count = 10_000_000;
        var file = Zip($"{Start}{Dictionary(("w", Vector(count)))}{Stop}", ("data/0", new byte[4 * count]));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Contains($"has {file.Length} bytes, but its tensors would take {4 * count}", Complaint(file));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Read_PackedValues_AreRead()
    {
        var file = Zip($"{Start}{Dictionary(("w", Vector(50_000)))}{Stop}", ("data/0", [.. Enumerable.Range(0, 50_000).SelectMany(i => BitConverter.GetBytes((float)i))]));

        Assert.Equal(49_999f, Read(file)["w"].Values.Span[49_999]);
    }

    [Fact]
    public void Read_LongPickle_IsRefused() => Assert.Contains("at most 67108864 are read", Complaint(Zip(new string('N', (1 << 26) + 1))));

    [Fact]
    public void Read_ZipsThatAreNot_SayWhy()
    {
        var pickle = $"{Start}{Dictionary(("w", Vector()))}{Stop}";

        Assert.Contains("its entry 'any/data/0'", Complaint(Zip(pickle, ("data/0", [0, 0, 0]))));
        Assert.Contains("is a ZIP that has 'any/data/0' twice", Complaint(Zip(pickle, ("data/0", new byte[4]), ("data/0", new byte[4]))));
        Assert.Contains("which has one data.pkl", Complaint(Zip(pickle, ("other/data.pkl", []))));
        Assert.Contains("give the model.onnx that was saved beside it", Complaint(Zip(pickle, ("TransformerChain/Transform_000/Model.key", []))));
        Assert.Contains("is a TorchScript program", Complaint(Zip(pickle, ("constants.pkl", []))));
        Assert.Contains("has big-endian numbers", Complaint(Zip(pickle, ("byteorder", "big"u8.ToArray()), ("data/0", new byte[4]))));
    }

    [Fact]
    public void Read_LegacyFilesThatAreNot_SayWhy()
    {
        const string magic = $"{Start}\u008A\u000Al\u00FC\u009CF\u00F9 j\u00A8P\u0019.", version = $"{Start}M\u00E9\u0003.", system = $"{Start}}}.";
        var (tensors, count) = ($"{Start}{Dictionary(("w", Vector()))}.", Number(1) + Number(0));
        string Keys(params string[] keys) => $"{Start}]({string.Concat(keys.Select(Text))}e.";
        string Wrong(string rest) => Complaint(Bytes(magic + rest));

        Assert.Equal([1f], Read(Bytes(magic + version + system + tensors + Keys("0") + count + "\0\0\u0080?"))["w"].Values.ToArray());
        Assert.Contains("is a Python pickle, but not one that torch.save wrote", Complaint(Bytes(tensors)));
        Assert.Contains("a version of PyTorch's format that is not known", Wrong(system));
        Assert.Contains("it has no list of storages", Wrong(version + system + tensors + system));
        Assert.Contains("its list of storages has '1', which no tensor has", Wrong(version + system + tensors + Keys("1")));
        Assert.Contains("its list of storages has '0'", Wrong(version + system + tensors + Keys("0", "0") + count + "abcd" + count + "abcd"));
        Assert.Contains("it has no values of storage '0'", Wrong(version + system + tensors + Keys()));
        Assert.Contains("storage '0' has 4 bytes, which go on behind its end", Wrong(version + system + tensors + Keys("0") + count + "abc"));
        Assert.Contains("storage '0' has 2 values instead of 1", Wrong(version + system + tensors + Keys("0") + Number(2) + Number(0) + "abcdefgh"));
    }
}

using CsCheck;
using Google.Protobuf;
using MlNetCnn.Onnx.Proto;

namespace MlNetCnn.Tests;

/// <summary>Files that are not what they should be.</summary>
public class OnnxImporterTests
{
    private static readonly byte[] Valid = OnnxContractTests.OfLayer("residual with a shortcut").ToOnnx();

    private static readonly string[] Replacements = ["", "null", "0", "-1", "[]", "{}", "\"\"", "1e9", "true", ",", "}"];

    /// <summary>A change to a valid file, and how the error goes on behind the file's name.</summary>
    private static readonly Dictionary<string, (Action<ModelProto> Change, string Error)> Changes = new()
    {
        ["no graph"] = (m => m.Graph = null, "is not an ONNX model, or is cut off: it holds no graph."),
        ["not ours"] = (m => m.MetadataProps.Clear(), "was not saved by MlNetCnn: its metadata has no 'mlnetcnn.format'"),
        ["newer"] = (m => Set(m, "mlnetcnn.format", "3"), "has format 3, but this version of MlNetCnn reads up to 2: update MlNetCnn."),
        ["format not a number"] = (m => Set(m, "mlnetcnn.format", "one"), "has 'one' as 'mlnetcnn.format', which is not a number from 1."),
        ["no architecture"] = (m => m.MetadataProps.RemoveAt(1), "is incomplete: its metadata has no 'mlnetcnn.architecture'."),
        ["architecture not JSON"] = (m => Set(m, "mlnetcnn.architecture", "{"),
            "has metadata 'mlnetcnn.architecture' that cannot be read: "),
        ["layer without a kind"] = (m => Set(m, "mlnetcnn.architecture", """{"format":1,"name":"x","layers":[{}]}"""),
            "has metadata 'mlnetcnn.architecture' that cannot be read: "),
        ["no layer"] = (m => Set(m, "mlnetcnn.architecture", """{"format":1,"name":"x","layers":[null]}"""),
            "has metadata 'mlnetcnn.architecture' that cannot be read: "),
        ["no body"] = (m => Set(m, "mlnetcnn.architecture", """{"format":1,"name":"x","layers":[{"kind":"residual","body":null}]}"""),
            "has metadata 'mlnetcnn.architecture' that cannot be read: "),
        ["name twice"] = (m => Set(m, "mlnetcnn.architecture", """{"format":1,"name":"x","name":"y","layers":[]}"""),
            "has metadata 'mlnetcnn.architecture' that cannot be read: "),
        ["input not a shape"] = (m => Set(m, "mlnetcnn.input", "[2,-7,6]"), "has metadata 'mlnetcnn.input' that cannot be read: "),
        ["input null"] = (m => Set(m, "mlnetcnn.input", "null"), "has metadata 'mlnetcnn.input' that cannot be read: "),
        ["input flat"] = (m => Set(m, "mlnetcnn.input", "[84]"), "does not fit together: Network 'residual' needs images"),
        ["classes null"] = (m => Set(m, "mlnetcnn.classes", "null"), "has metadata 'mlnetcnn.classes' that cannot be read: "),
        ["class without a name"] = (m => Set(m, "mlnetcnn.classes", """["a",null,"c"]"""), "has a class without a name"),
        ["too few classes"] = (m => Set(m, "mlnetcnn.classes", """["a","b"]"""), "names 2 classes, but its output 'Score' has 3."),
        ["two classes of a name"] = (m => Set(m, "mlnetcnn.classes", """["a","b","a"]"""),
            "does not fit together: Two classes have the same name"),
        ["no Score"] = (m => m.Graph.Output.RemoveAt(0), "has no output 'Score' of two dimensions"),
        ["preprocessing of other channels"] = (m => Set(m, "mlnetcnn.preprocessing", """{"scale":1,"mean":[1],"std":[1]}"""),
            "does not fit together: Mean and standard deviation need one value for each of the 2 channels"),
        ["missing weights"] = (m => m.Graph.Initializer.RemoveAt(0), "lacks the weights 'sample.0.weight' of 4×2×3×3."),
        ["weights twice"] = (m => m.Graph.Initializer.Add(m.Graph.Initializer[0]), "has two initializers called 'sample.0.weight'."),
        ["weights of another shape"] = (m => m.Graph.Initializer[0].Dims[0] = 5,
            "has weights 'sample.0.weight' of 5×2×3×3, but its network needs 4×2×3×3."),
        ["weights of another type"] = (m => m.Graph.Initializer[0].DataType = 10,
            "has weights 'sample.0.weight' of ONNX type 10, but only 32-bit floats (type 1) are read."),
        ["weights cut off"] = (m => m.Graph.Initializer[0].RawData = ByteString.CopyFrom(new byte[284]),
            "has 284 bytes of raw data as weights 'sample.0.weight', but 4×2×3×3 floats need 288."),
        ["weights elsewhere"] = (m => m.Graph.Initializer[0].DataLocation = TensorProto.Types.DataLocation.External,
            "keeps the weights 'sample.0.weight' in another file"),
    };

    public static TheoryData<string> Names => [.. Changes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Load_OfAChangedFile_SaysWhatIsWrong(string change)
    {
        var model = ModelProto.Parser.ParseFrom(Valid);
        Changes[change].Change(model);

        var error = Assert.Throws<InvalidDataException>(() => CnnModel.Load(model.ToByteArray()));

        Assert.StartsWith($"The model {Changes[change].Error}", error.Message);
    }

    [Fact]
    public void Load_OfAnotherFile_NamesIt()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            File.WriteAllText(path, "This is no model.");

            var error = Assert.Throws<InvalidDataException>(() => CnnModel.Load(path));

            Assert.StartsWith($"'{path}' is not an ONNX model, or is cut off", error.Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Load_OfNothing_SaysThatThereIsNoGraph() =>
        Assert.Contains("holds no graph", Assert.Throws<InvalidDataException>(() => CnnModel.Load([])).Message);

    [Fact]
    public void Load_OfAFileCutOffAnywhere_IsRefused()
    {
        for (var length = 0; length < Valid.Length; length++)
            Assert.Throws<InvalidDataException>(() => CnnModel.Load(Valid.AsSpan(0, length)));
    }

    [Fact]
    public void Load_OfAStreamThatClaimsMoreThanItHas_AllocatesNoMoreThanItHas()
    {
        // A graph of 2³¹ − 20 bytes with one initializer of 2³¹ − 40 bytes with as much raw data, of which 4 bytes are there.
        byte[] bytes = [0x3A, 0xEC, 0xFF, 0xFF, 0xFF, 0x07, 0x2A, 0xD8, 0xFF, 0xFF, 0xFF, 0x07, 0x4A, 0xC4, 0xFF, 0xFF, 0xFF, 0x07, 1, 2, 3, 4];
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<InvalidDataException>(() => CnnModel.Load(new MemoryStream(bytes)));
        Assert.Throws<InvalidDataException>(() => CnnModel.Load(bytes));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Load_OfADamagedFile_LoadsOrIsRefused() =>
        Gen.Select(Gen.Int[0, Valid.Length - 1], Gen.Byte).Array[1, 8].Sample(damages =>
        {
            var bytes = Valid.ToArray();
            foreach (var (position, value) in damages)
                bytes[position] = value;
            return LoadsOrIsRefused(bytes);
        }, iter: 5_000);

    [Fact]
    public void Load_OfADamagedDescription_LoadsOrIsRefused()
    {
        var architecture = ArchitectureJson.Write(OnnxContractTests.OfLayer("concat").Plan.Architecture, indented: false);
        Gen.Select(Gen.Int[0, architecture.Length - 1], Gen.Int[0, 30], Gen.Int[0, Replacements.Length - 1])
            .Sample((start, length, replacement) =>
            {
                var model = ModelProto.Parser.ParseFrom(Valid);
                var rest = architecture[Math.Min(start + length, architecture.Length)..];
                Set(model, "mlnetcnn.architecture", architecture[..start] + Replacements[replacement] + rest);
                return LoadsOrIsRefused(model.ToByteArray());
            }, iter: 5_000);
    }

    private static bool LoadsOrIsRefused(byte[] bytes)
    {
        try
        {
            return CnnModel.Load(bytes).Plan.Classes > 1;
        }
        catch (InvalidDataException e)
        {
            return e.Message.StartsWith("The model ", StringComparison.Ordinal);
        }
    }

    private static void Set(ModelProto model, string key, string value) => model.MetadataProps.Single(p => p.Key == key).Value = value;
}

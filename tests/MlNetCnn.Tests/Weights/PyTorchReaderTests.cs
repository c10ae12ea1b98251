namespace MlNetCnn.Tests;

/// <summary>What PyTorch wrote in both formats, and files by hand in its ways.</summary>
public sealed class PyTorchReaderTests
{
    [Theory]
    [InlineData("state.pth")]
    [InlineData("state.legacy.pth")]
    public void Read_TypesAndViews_GiveTheValuesPyTorchHas(string file)
    {
        var weights = PyTorchFile.Read(PyTorchFile.Made(file));

        (string Name, TensorShape Shape, float[] Values)[] expected =
        [
            ("f32", new(2, 3), [1, 2, 3, 4, 5, 6]),
            ("f16", new(4), [1, -2, 0.5f, 0.099975586f]),
            ("bf16", new(3), [1, 3.140625f, -0f]),
            ("f64", new(2), [3.1415927f, 0]),
            ("transposed", new(3, 2), [1, 4, 2, 5, 3, 6]),
            ("channels_last", new(2, 3, 2, 2), [.. Enumerable.Range(1, 24).Select(i => (float)i)]),
            ("row", new(4), [5, 6, 7, 8]),
            ("column", new(3), [3, 7, 11]),
            ("every_third", new(4), [2, 5, 8, 11]),
            ("head", new(5), [1, 2, 3, 4, 5]),
            ("expanded", new(2, 3), [7, 7, 7, 8, 8, 8]),
            ("parameter", new(2), [1, 2]),
            ("first.weight", new(2, 2), [1, 2, 3, 4]),
            ("second.weight", new(2, 2), [1, 2, 3, 4]),
        ];
        Assert.Equal(expected.Select(e => e.Name).Order(), weights.Keys.Order());
        foreach (var (name, shape, values) in expected)
        {
            Assert.Equal((name, shape), (name, weights[name].Shape));
            Assert.Equal(values.Select(BitConverter.SingleToInt32Bits), weights[name].Values.ToArray().Select(BitConverter.SingleToInt32Bits));
        }
        Assert.Equal(
            ["bn.num_batches_tracked (I64 scalar)", "mask (BOOL 2)", "bytes (U8 1×2)", "scale (F32 scalar)", "nothing (F32 3×0)", "complex (C128 1)"],
            weights.LeftOut.Select(t => t.ToString()));
        Assert.Null(weights.CheckpointKey);
    }

    [Theory]
    [InlineData("protocol4.pth")]
    [InlineData("protocol4.legacy.pth")]
    [InlineData("protocol5.pth")]
    [InlineData("protocol5.legacy.pth")]
    public void Read_LaterPickleProtocols_AreTheSame(string file)
    {
        var weights = PyTorchFile.Read(PyTorchFile.Made(file));

        Assert.Equal(["bias", "weight"], weights.Keys.Order());
        Assert.Equal([1f, 2, 3, 4], weights["weight"].Values.ToArray());
    }

    [Theory]
    [InlineData("checkpoint.pth")]
    [InlineData("checkpoint.legacy.pth")]
    public void Read_Checkpoint_TakesTheModelOutOfItsWrapper(string file)
    {
        var weights = PyTorchFile.Read(PyTorchFile.Made(file));

        Assert.Equal("model_state_dict", weights.CheckpointKey);
        Assert.Equal(["0.bias", "0.weight", "1.bias", "1.running_mean", "1.running_var", "1.weight"], weights.Keys.Order());
        Assert.Equal([1f, 2], weights["1.weight"].Values.ToArray());
        Assert.Equal("1.num_batches_tracked (I64 scalar)", Assert.Single(weights.LeftOut).ToString());
    }

    [Fact]
    public void Load_AnyName_IsToldByItsFirstBytes()
    {
        using var folder = new TemporaryFolder();
        var torch = folder.Write("torch.safetensors", PyTorchFile.Made("state.pth"));
        var safe = folder.Write("safe.pth", SafeTensorsBytes.One("F32", "[1]", 0, 0, 0x80, 0x3F));
        var other = folder.Write("other.pth", [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A, 0x00]);

        Assert.Equal(14, Weights.Load(torch).Count);
        Assert.Equal(1f, Weights.Load(safe)["t"].Values.Span[0]);
        Assert.Equal(
            $"'{other}' has no weights that can be read: it is neither a safetensors file nor what PyTorch's torch.save writes, or it is cut off.",
            Assert.Throws<InvalidDataException>(() => Weights.Load(other)).Message);
    }

    [Fact]
    public void Read_WholeModel_NamesItsClassAndSaysWhatToSave() => Assert.Equal(
        "asks for 'torch.nn.modules.container.Sequential', but only tensors are read from a file, and nothing in it is run: where you trust it, "
            + "save the tensors in PyTorch by torch.save(model.state_dict(), \"weights.pth\").",
        PyTorchFile.Complaint(PyTorchFile.Made("whole-model.pth")));

    [Fact]
    public void Read_TorchScript_SaysWhatToSave() =>
        Assert.Contains("is a TorchScript program, which is not run: load it by torch.jit.load", PyTorchFile.Complaint(PyTorchFile.Made("script.pt")));

    [Fact]
    public void Read_DictionaryAsPython2WroteIt_IsRead()
    {
        var pairs = $"]]U\u0001w{PyTorchFile.Vector(2)}ea"; // OrderedDict([['w', tensor]])
        var file = PyTorchFile.Of($"ccollections\nOrderedDict\n({pairs.Replace("]]", "]](")}tR", 1, 2);

        Assert.Equal([1f, 2], PyTorchFile.Read(file)["w"].Values.ToArray());
    }

    [Fact]
    public void Read_FileOfPyTorch2_IsRead()
    {
        var file = PyTorchFile.Zip(PyTorchFile.Start + PyTorchFile.Dictionary(("w", PyTorchFile.Vector())) + PyTorchFile.Stop,
            (".format_version", "1"u8.ToArray()), ("byteorder", "little"u8.ToArray()), ("data/0", [0, 0, 0x80, 0x3F]), (".data/serialization_id", [1]));

        Assert.Equal([1f], PyTorchFile.Read(file)["w"].Values.ToArray());
    }

    [Fact]
    public void Read_TensorThatIsItsStorage_IsNotCopied()
    {
        var weights = PyTorchFile.Read(PyTorchFile.Made("state.pth"));

        Assert.Equal(weights["first.weight"].Values, weights["second.weight"].Values); // the same memory
    }
}

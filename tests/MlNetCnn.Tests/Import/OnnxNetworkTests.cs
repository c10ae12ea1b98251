using CsCheck;
using Google.Protobuf;
using MlNetCnn.Onnx.Proto;
using static MlNetCnn.OnnxAttribute;

namespace MlNetCnn.Tests;

/// <summary>Networks out of ONNX files; that they give what the file gives is checked by the import itself, so here it is how they are read.</summary>
public class OnnxNetworkTests
{
    // Made by PyTorch 1.13's torch.onnx.export from torchvision 0.14's modules, with a few channels and random weights.
    private static readonly string Graphs = Path.Combine(AppContext.BaseDirectory, "Import", "Graphs");

    public static TheoryData<string> Samples => [.. LayerSamples.All.Where(s => s.Key is not ("adaptiveAvgPool2d unevenly" or "adaptiveAvgPool2d enlarging" or "adaptiveAvgPool2d evenly" or "linear per pixel")).Select(s => s.Key)];

    [Theory]
    [InlineData("convnext-opset13", "residual 2, layerNorm2d 5, gelu 2, layerScale 2")]
    [InlineData("shufflenet-opset16", "channelShuffle 2, channelSlice 2, concat 2")]
    [InlineData("shufflenet-opset9", "channelShuffle 2, channelSlice 2, concat 2")]
    [InlineData("densenet-opset11", "concat 4, batchNorm2d 11, avgPool2d 1")]
    [InlineData("gates-opset12", "hardswish 1, scale 2, residual 1, silu 1, groupNorm 1, hardsigmoid 1, batchNorm2d 0")]
    [InlineData("gates-opset16", "hardswish 1, scale 2, residual 1, silu 1, groupNorm 1, hardsigmoid 1, batchNorm2d 1")]
    public void Read_AFileOfPyTorch_FindsItsLayers(string file, string expected)
    {
        var network = OnnxNetwork.Read(Path.Combine(Graphs, $"{file}.onnx"), new(), classNames: null);

        var kinds = LayerPlace.All(network.Model.Plan.Architecture).CountBy(l => l.Layer.Kind).ToDictionary();
        Assert.All(expected.Split(", "), part => Assert.Equal(part, $"{part.Split(' ')[0]} {kinds.GetValueOrDefault(part.Split(' ')[0])}"));
        Assert.True(network.HasHead);
        Assert.InRange(network.Difference, 0, 1e-5);
        Assert.Equal(7, network.Model.Plan.Architecture.Plan(network.Model.Plan.Input, classes: 7).Classes);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Read_EveryLayerAsItIsExported_IsThatLayer(string sample)
    {
        var network = LayerSamples.All[sample].Network;

        var read = RoundTrip(network, LayerSamples.Input, LayerSamples.Classes);

        var vanishing = new[] { "dropout", "stochasticDepth", "block" };
        Assert.Equal(
            LayerPlace.All(network).Select(l => l.Layer.Kind).Except(vanishing).Order(),
            LayerPlace.All(read.Model.Plan.Architecture).Select(l => l.Layer.Kind).Except(vanishing).Order());
    }

    [Fact]
    public void Read_ARandomNetworkAsItIsExported_GivesTheSameOrNamesTheNode() => RandomNetworks.Fitting.Where(d => d.Input.Channels <= 4).Sample(drawn => // 6×9×1 may as well be channels last
    {
        try
        {
            RoundTrip(drawn.Network, drawn.Input, RandomNetworks.Classes);
        }
        catch (InvalidDataException e)
        {
            // Adaptive pools as products of matrices, means of 1×1, vectors that are slopes of their own: there are nodes that are not read.
            Assert.True(e.Message.Contains("cannot be read as a network: its node '", StringComparison.Ordinal), e.Message);
        }
    }, iter: 150);

    [Fact]
    public void Read_ChannelsLast_IsTheNetworkOnChannelsFirst()
    {
        var network = new GraphFile(13).Weights("k", 4, 3, 3, 3).Weights("w", 4, 5).Weights("b", 5)
            .Node("Transpose", "first", ["x"], Ints("perm", 0, 3, 1, 2))
            .Node("Conv", "conv", ["first", "k"], Ints("strides", 2, 2), Text("auto_pad", "SAME_UPPER"))
            .Node("Transpose", "last", ["conv"], Ints("perm", 0, 2, 3, 1))
            .Node("Relu", "relu", ["last"])
            .Node("ReduceMean", "mean", ["relu"], Ints("axes", 1, 2), Int("keepdims", 0))
            .Node("MatMul", "product", ["mean", "w"])
            .Node("Add", "sum", ["b", "product"])
            .Node("Softmax", "y", ["sum"])
            .Read([1, 8, 8, 3], new() { Layout = ImageLayout.ChannelsLast });

        // SAME_UPPER pads one row behind and none before: the kernel grows by a row and a column of zeros in front.
        Assert.Equal(
            new Architecture("n", [new Conv2d(4, 4) { Stride = 2, Padding = 1, Bias = false }, new ReLU(), new AdaptiveAvgPool2d(1), new Flatten(), new Linear()]).Layers,
            network.Model.Plan.Architecture.Layers);
    }

    [Fact]
    public void Read_FromOpset18On_TakesWhatMovedToInputs()
    {
        var network = new GraphFile(22).Weights("k", 6, 3, 1, 1).Weights("s", 6).Weights("t", 6).Weights("w", 5, 6).Numbers("axes", -1, -2).Numbers("pads", 0, 0, 1, 1, 0, 0, 1, 1)
            .Node("Pad", "padded", ["x", "pads"], Text("mode", "reflect"))
            .Node("Conv", "conv", ["padded", "k"])
            .Node("GroupNormalization", "norm", ["conv", "s", "t"], Int("num_groups", 3))
            .Node("Gelu", "gelu", ["norm"])
            .Node("Split", "half rest", ["gelu"], Int("axis", 1), Int("num_outputs", 2))
            .Node("Concat", "joined", ["half", "rest"], Int("axis", -3))
            .Node("ReduceMean", "mean", ["joined", "axes"], Int("keepdims", 0))
            .Node("Gemm", "y", ["mean", "w"], Int("transB", 1))
            .Read([1, 3, 8, 8]);

        Assert.Equal(
            new Architecture("n",
            [
                new Conv2d(6, 1) { Padding = 1, PaddingMode = PaddingMode.Reflect, Bias = false }, new GroupNorm(3), new GELU(),
                new Concat([new ChannelSlice(0, 3), new ChannelSlice(3, 3)]), new AdaptiveAvgPool2d(1), new Flatten(), new Linear { Bias = false },
            ]).Layers,
            network.Model.Plan.Architecture.Layers);
    }

    [Theory]
    [InlineData(18)]
    [InlineData(19)]
    [InlineData(20)]
    [InlineData(21)]
    [InlineData(22)]
    public void Read_EveryOpsetUpTo22_OfWhatAllHaveAlike(int opset)
    {
        var network = Conv(new GraphFile(opset)).Node("Relu", "relu", ["conv"]).Node("GlobalAveragePool", "mean", ["relu"]).Node("Flatten", "y", ["mean"]).Read([1, 3, 8, 8]);

        Assert.Equal(new Architecture("n", [new Conv2d(null, 3) { Bias = false }, new ReLU(), new AdaptiveAvgPool2d(1), new Flatten()]).Layers,
            network.Model.Plan.Architecture.Layers);
    }

    [Fact]
    public void Read_ANetworkOfFeatures_HasNoHead()
    {
        var network = Conv(new GraphFile()).Node("BatchNormalization", "norm", ["conv", "a", "b", "m", "v"]).Weights("a", 4).Weights("b", 4).Weights("m", 4)
            .Constant("v", [4], 1, 2, 3, 4).Node("GlobalAveragePool", "y", ["norm"]).Read([1, 3, 8, 8]);

        Assert.False(network.HasHead);
        Assert.Equal(4, network.Model.Plan.Classes);
    }

    [Fact]
    public void Read_ADepthwiseFactorAndShift_BecomeAConvolution()
    {
        var network = Conv(new GraphFile()).Weights("scale", 1, 4, 1, 1).Weights("shift", 4, 1, 1).Node("Relu", "relu", ["conv"]).Node("Mul", "scaled", ["scale", "relu"])
            .Node("Sub", "shifted", ["scaled", "shift"]).Node("GlobalMaxPool", "y", ["shifted"]).Read([1, 3, 8, 8]);

        Assert.Contains(network.Model.Plan.Architecture.Layers, l => l is Conv2d { Groups: 4, Bias: true });
    }

    [Fact]
    public void Refuses_AnOperatorThatIsNotRead_AndNamesTheNode() =>
        Refused(Conv(new GraphFile()).Node("LRN", "y", ["conv"], Int("size", 3)), "its node 'the y' (LRN) has an operator that is not read: there are Add, AveragePool");

    [Fact]
    public void Refuses_WaysThatDoNotMeetAsBranchesDo() => Refused(
        Conv(new GraphFile()).Weights("k2", 4, 4, 1, 1).Node("Conv", "a", ["conv", "k2"]).Node("Conv", "b", ["a", "k2"]).Node("Relu", "c", ["a"])
            .Node("Add", "d", ["b", "c"]).Node("Add", "e", ["d", "conv"]).Node("Mul", "y", ["e", "b"]),
        "lies on two ways that do not meet again at one place");

    [Fact]
    public void Refuses_ADivisionByTheImage() =>
        Refused(Conv(new GraphFile()).Constant("one", [], 1).Node("Div", "y", ["one", "conv"]), "its node 'the y' (Div) divides by the image.");

    [Fact]
    public void Refuses_AConstantThatDiffersOverPixels() => Refused(
        Conv(new GraphFile()).Weights("mean", 1, 4, 6, 6).Node("Sub", "y", ["conv", "mean"]),
        "combines 1×4×6×6 with a constant of 1×4×6×6, but one value, or one a channel, is read");

    [Fact]
    public void Refuses_AnotherClip() => Refused(
        Conv(new GraphFile()).Constant("a", [], -1).Constant("b", [], 1).Node("Clip", "y", ["conv", "a", "b"]), "cuts off at -1 and 1, but 0 and 6 (ReLU6) or 0 alone (ReLU) are read");

    [Fact]
    public void Refuses_StepsBackwards_EvenWhereNoneOfTheTriedImagesShowsThem() => Refused(
        Conv(new GraphFile()).Numbers("start", -1).Numbers("end", -9).Numbers("axis", 1).Numbers("step", -1).Constant("low", [], -3000)
            .Node("Add", "silent", ["conv", "low"]).Node("Relu", "zeros", ["silent"]).Node("Slice", "y", ["zeros", "start", "end", "axis", "step"]),
        "its node 'the y' (Slice) takes a slice along another axis than the channels, along several, or in steps.");

    [Fact]
    public void Refuses_ANormalizationInTrainingMode() => Refused(
        Conv(new GraphFile()).Weights("a", 4).Weights("b", 4).Weights("m", 4).Constant("v", [4], 1, 2, 3, 4)
            .Node("BatchNormalization", "y mean variance", ["conv", "a", "b", "m", "v"], Int("training_mode", 1)),
        "normalizes by the batch, as in training");

    [Fact]
    public void Refuses_AnOutputThatIsTheSameForAllImages() =>
        Refused(new GraphFile().Weights("c", 1, 4).Node("Identity", "y", ["c"]), "gives the same for all images");

    [Fact]
    public void Refuses_WeightsThatAreNotFinite() =>
        Refused(Conv(new GraphFile()).Constant("nan", [], float.NaN).Node("Add", "y", ["conv", "nan"]), "gives values that are not finite");

    [Fact]
    public void Refuses_ATransposeInTheMiddle() =>
        Refused(Conv(new GraphFile()).Node("Transpose", "y", ["conv"], Ints("perm", 0, 1, 3, 2)), "its node 'the y' (Transpose) is not read at this place, on 1×4×6×6.");

    [Fact]
    public void Read_AnAverageBehindAPad_AndAStretchedGate_AreLayers()
    {
        var network = Conv(new GraphFile(13)).Weights("g", 4, 4, 1, 1).Numbers("pads", 0, 0, 1, 1, 0, 0, 1, 1).Numbers("size", 1, 4, 3, 3)
            .Node("Pad", "padded", ["conv", "pads"]).Node("AveragePool", "pool", ["padded"], Ints("kernel_shape", 3, 3), Ints("strides", 2, 2))
            .Node("GlobalAveragePool", "mean", ["pool"]).Node("Conv", "gate", ["mean", "g"]).Node("Sigmoid", "factors", ["gate"])
            .Node("Expand", "stretched", ["factors", "size"]).Node("Mul", "y", ["pool", "stretched"]).Read([1, 3, 8, 8]);

        Assert.Equal(
            new Architecture("n",
            [
                new Conv2d(4, 3) { Bias = false }, new AvgPool2d(3) { Stride = 2, Padding = 1 },
                new Scale([new AdaptiveAvgPool2d(1), new Conv2d(4, 1) { Bias = false }, new Sigmoid()]), new Flatten(),
            ]).Layers,
            network.Model.Plan.Architecture.Layers);
    }

    [Fact]
    public void Read_AMaximumBehindZerosAfterReLU_IsAPaddedPool()
    {
        var network = PaddedMaximum("relu").Read([1, 3, 8, 8]);

        Assert.Contains(new MaxPool2d(3) { Stride = 2, Padding = 1 }, network.Model.Plan.Architecture.Layers);
    }

    [Fact]
    public void Refuses_AMaximumOverZerosAndNegativeValues() =>
        Refused(PaddedMaximum("conv"), "its node 'the pool' (MaxPool) takes the maximum over padded values, which is read for zeros behind a ReLU only");

    [Fact]
    public void Read_VectorsThatAreJoined_AreAConcat()
    {
        var network = Conv(new GraphFile()).Weights("w", 5, 8).Node("GlobalAveragePool", "mean", ["conv"]).Node("GlobalMaxPool", "largest", ["conv"])
            .Node("Flatten", "a", ["mean"]).Node("Flatten", "b", ["largest"]).Node("Concat", "joined", ["a", "b"], Int("axis", -1)).Node("Gemm", "y", ["joined", "w"], Int("transB", 1))
            .Read([1, 3, 8, 8]);

        Assert.Contains(network.Model.Plan.Architecture.Layers, l => l is Concat { Branches.Count: 2 });
    }

    [Fact]
    public void Refuses_ALayerThatDoesNotFit_AndNamesTheNode() => Refused(
        Conv(new GraphFile()).Node("AveragePool", "pool", ["conv"], Ints("kernel_shape", 3, 3), Ints("pads", 2, 2, 2, 2), Int("count_include_pad", 1)).Node("GlobalAveragePool", "y", ["pool"]),
        "its node 'the pool' (AveragePool) is read as a layer that does not fit: AvgPool2d '1' has");

    [Fact]
    public void Refuses_ChannelsLast_WhereTheyComeFirst() => Assert.Contains(
        "has input 'x' of 1×3×8×8, which is channels first: leave OnnxClassifierOptions.Layout at ChannelsFirst",
        Assert.Throws<InvalidDataException>(() => Conv(new GraphFile()).Node("Relu", "y", ["conv"]).Read([1, 3, 8, 8], new() { Layout = ImageLayout.ChannelsLast })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Refuses_ANodeThatHoldsAGraph()
    {
        // The branch looks at 'conv', though the node's only input is a constant.
        var branch = new GraphProto { Name = "branch", Node = { new NodeProto { OpType = "Relu", Input = { "conv" }, Output = { "z" } } }, Output = { new ValueInfoProto { Name = "z" } } };
        var file = Conv(new GraphFile()).Truth("yes").Node("If", "y", ["yes"],
            new AttributeProto { Name = "then_branch", Type = AttributeProto.Types.AttributeType.Graph, G = branch },
            new AttributeProto { Name = "else_branch", Type = AttributeProto.Types.AttributeType.Graph, G = branch });

        Refused(file, "its node 'the y' (If) holds a graph of its own");
    }

    [Fact]
    public void Refuses_WhatONNXRuntimeCannotRun() =>
        Refused(new GraphFile().Weights("k", 4, 5, 3, 3).Node("Conv", "y", ["x", "k"]), "cannot be run on an image of 3×8×8: ONNX Runtime says 'node 'the y' (Conv): Input channels C is not equal to kernel channels * group");

    [Fact]
    public void Read_AnOlderOpset_IsRefused() => Refused(Conv(new GraphFile(6)).Node("Relu", "y", ["conv"]), "is of opset 6, but 7 to 22 are read");

    private static GraphFile PaddedMaximum(string of) => Conv(new GraphFile()).Numbers("pads", 0, 0, 1, 1, 0, 0, 1, 1).Node("Relu", "relu", ["conv"])
        .Node("Pad", "padded", [of, "pads"]).Node("MaxPool", "pool", ["padded"], Ints("kernel_shape", 3, 3), Ints("strides", 2, 2)).Node("GlobalAveragePool", "y", ["pool"]);

    private static GraphFile Conv(GraphFile file) => file.Weights("k", 4, 3, 3, 3).Node("Conv", "conv", ["x", "k"]);

    private static void Refused(GraphFile file, string because) =>
        Assert.Contains(because, Assert.Throws<InvalidDataException>(() => file.Read([1, 3, 8, 8])).Message, StringComparison.Ordinal);

    private static OnnxNetwork RoundTrip(Architecture network, TensorShape input, int classes)
    {
        var plan = network.Plan(input, classes);
        var model = new CnnModel(plan, RandomModels.Weights(plan, seed: 5), Enumerable.Range(0, classes).Select(i => $"{i}"), Preprocessing.Unit);
        var onnx = ModelProto.Parser.ParseFrom(model.ToOnnx());
        onnx.MetadataProps.Clear();
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.onnx");
        try
        {
            File.WriteAllBytes(path, onnx.ToByteArray());
            return OnnxNetwork.Read(path, new() { OutputName = OnnxMetadata.Score }, classNames: null);
        }
        finally
        {
            File.Delete(path);
        }
    }
}

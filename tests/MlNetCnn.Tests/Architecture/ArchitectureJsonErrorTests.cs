using System.Text.Json;
using CsCheck;

namespace MlNetCnn.Tests;

/// <summary>Descriptions that people get wrong, and what they are told.</summary>
public class ArchitectureJsonErrorTests
{
    private const string Kinds = "adaptiveAvgPool2d, avgPool2d, batchNorm2d, block, channelShuffle, channelSlice, concat, conv2d, convTranspose2d, "
        + "dropout, elu, flatten, gelu, groupNorm, hardsigmoid, hardswish, layerNorm2d, layerScale, leakyRelu, linear, maxPool2d, prelu, relu, relu6, "
        + "residual, scale, silu, sigmoid, stochasticDepth, tanh, upsample";

    private static readonly string Valid = ArchitectureJson.Write(Architectures.ResNet(18), indented: false);

    private static readonly string[] Replacements = ["", "null", "0", "-1", "[]", "{}", "\"\"", "1e9", "true", ",", "}", "\"\\ud800\"", "\ud800", "99999999999"];

    /// <summary>The third layer of a network, and the error.</summary>
    public static TheoryData<string, string> Layers => new()
    {
        { """{"kind": "conv3d", "outChannels": 1, "kernel": 1}""", $"$.layers[2].kind is 'conv3d', which is no kind of layer: did you mean 'conv2d', or another of {Kinds}." },
        { """{"kind": "MaxPool"}""", $"$.layers[2].kind is 'MaxPool', which is no kind of layer: did you mean 'maxPool2d', or another of {Kinds}." },
        { """{"kind": "attention"}""", $"$.layers[2].kind is 'attention', which is no kind of layer: use one of {Kinds}." },
        { """{"kind": 3}""", $"$.layers[2].kind is 3, which is no kind of layer: use one of {Kinds}." },
        { """{"outChannels": 3}""", $"$.layers[2] lacks \"kind\": write one of {Kinds}." },
        { "3", "$.layers[2] is 3, but must be a layer, which is an object with a kind, like {\"kind\": \"relu\"}." },
        { "null", "$.layers[2] is null, but must be a layer, which is an object with a kind, like {\"kind\": \"relu\"}." },
        { """{"kind": "conv2d", "kernel": 3}""", "$.layers[2] lacks \"outChannels\", which conv2d needs: write a whole number or \"classes\", the number of classes." },
        { """{"kind": "conv2d", "outChannels": 3}""", "$.layers[2] lacks \"kernel\", which conv2d needs: write a size, which is one whole number, like 3, or [height, width], like [5, 3]." },
        { """{"kind": "relu", "inplace": true}""", "$.layers[2].inplace is no setting of relu: use one of kind, name." },
        { """{"kind": "linear", "outfeatures": 3}""", "$.layers[2].outfeatures is no setting of linear: did you mean 'outFeatures', or another of kind, name, outFeatures, bias, perPixel." },
        { """{"kind": "relu", "a b": 1}""", "$.layers[2]['a b'] is no setting of relu: use one of kind, name." },
        { """{"kind": "maxPool2d", "kernel": 2, "kernel": 3}""", "$.layers[2].kernel comes twice: keep one." },
        { """{"kind": "maxPool2d", "kind": "relu", "kernel": 3}""", "$.layers[2].kind comes twice: keep one." },
        { """{"kind": "maxPool2d", "kernel": "two"}""", "$.layers[2].kernel is 'two', but must be a size, which is one whole number, like 3, or [height, width], like [5, 3]." },
        { """{"kind": "maxPool2d", "kernel": 2.5}""", "$.layers[2].kernel is 2.5, but must be a size, which is one whole number, like 3, or [height, width], like [5, 3]." },
        { """{"kind": "maxPool2d", "kernel": [1, 2, 3]}""", "$.layers[2].kernel is [1, 2, 3], but must be a size, which is one whole number, like 3, or [height, width], like [5, 3]." },
        { """{"kind": "maxPool2d", "kernel": null}""", "$.layers[2].kernel is null, but must be a size, which is one whole number, like 3, or [height, width], like [5, 3]." },
        { """{"kind": "linear", "outFeatures": 99999999999}""", "$.layers[2].outFeatures is 99999999999, but must be a whole number or \"classes\", the number of classes." },
        { """{"kind": "linear", "outFeatures": "all"}""", "$.layers[2].outFeatures is 'all', but must be a whole number or \"classes\", the number of classes." },
        { """{"kind": "linear", "bias": 1}""", "$.layers[2].bias is 1, but must be true or false." },
        { """{"kind": "dropout", "probability": "0.5"}""", "$.layers[2].probability is '0.5', but must be a number." },
        { """{"kind": "block", "layers": {}}""", "$.layers[2].layers is an object, but must be an array of layers, like [{\"kind\": \"relu\"}]." },
        { """{"kind": "residual", "body": null}""", "$.layers[2].body is null, but must be an array of layers, like [{\"kind\": \"relu\"}]." },
        { """{"kind": "linear", "outFeatures": 0}""", "$.layers[2].outFeatures: Linear '2' has outFeatures 0, but it must be at least 1." },
        { """{"kind": "linear", "name": "fc", "outFeatures": -3}""", "$.layers[2].outFeatures: Linear 'fc' has outFeatures -3, but it must be at least 1." },
        { """{"kind": "conv2d", "outChannels": 4, "kernel": 3, "stride": [0, 1]}""", "$.layers[2].stride: Conv2d '2' has stride 0×1, but it must be at least 1." },
        { """{"kind": "conv2d", "outChannels": 4, "kernel": 3, "padding": -1}""", "$.layers[2].padding: Conv2d '2' has padding -1×-1, but it must be at least 0." },
        { """{"kind": "conv2d", "outChannels": 4, "kernel": 3, "groups": 0}""", "$.layers[2].groups: Conv2d '2' has groups 0, but it must be at least 1." },
        { """{"kind": "conv2d", "outChannels": 4, "kernel": 3, "groups": 3}""", "$.layers[2].groups: Conv2d '2' has 3 groups, but 4 output channels: make the groups divide them." },
        { """{"kind": "conv2d", "outChannels": 4, "kernel": 3, "paddingMode": "wrap"}""", "$.layers[2].paddingMode is 'wrap', but must be one of \"zeros\", \"reflect\", \"replicate\"." },
        { """{"kind": "maxPool2d", "kernel": 2, "dilation": 2, "ceilMode": true}""", "$.layers[2].ceilMode: MaxPool2d '2' rounds up with a dilation of 2×2, which ONNX Runtime does not do: leave one of them out." },
        { """{"kind": "convTranspose2d", "outChannels": 4, "kernel": 3, "outputPadding": 1}""", "$.layers[2].outputPadding: ConvTranspose2d '2' has output padding 1×1, but it must be below its stride of 1×1." },
        { """{"kind": "avgPool2d", "kernel": 3, "padding": 2}""", "$.layers[2].padding: AvgPool2d '2' has padding 2×2, but it may be at most half its window of 3×3." },
        { """{"kind": "dropout", "probability": 1}""", "$.layers[2].probability: Dropout '2' has probability 1, but it must be from 0 up to, but not including, 1." },
        { """{"kind": "batchNorm2d", "epsilon": 0}""", "$.layers[2].epsilon: BatchNorm2d '2' has epsilon 0, but it must be above 0." },
        { """{"kind": "batchNorm2d", "momentum": 1.5}""", "$.layers[2].momentum: BatchNorm2d '2' has momentum 1.5, but it must be from 0 to 1." },
        { """{"kind": "leakyRelu", "negativeSlope": 1e999}""", "$.layers[2].negativeSlope: LeakyRelu '2' has negativeSlope Infinity, but it must be at least 0." },
        { """{"kind": "residual", "body": []}""", "$.layers[2].body: Residual '2' has no layer in its body: give it at least 1." },
        { """{"kind": "concat", "branches": []}""", "$.layers[2].branches: Concat '2' has no layer in its branches: give it at least 1." },
        { """{"kind": "relu", "name": "a.b"}""", "$.layers[2].name: Relu 'a.b' has a name that cannot be part of a path: use letters, digits, '_' and '-'." },
        { """{"kind": "relu", "name": ""}""", "$.layers[2].name: Relu '' has a name that cannot be part of a path: use letters, digits, '_' and '-'." },
        { """{"kind": "relu", "name": "first"}""", "$.layers[2].name: Relu 'first' has the name of another layer of its block: give it one of its own." },
        { """{"kind": "relu", "name": "1"}""", "$.layers[2].name: Relu '1' has the name of another layer of its block: give it one of its own." },
        {
            """{"kind": "residual", "body": [{"kind": "relu"}], "activation": {"kind": "relu", "name": "0"}}""",
            "$.layers[2].activation.name: Relu '2.0' has the name of another layer of its block: give it one of its own."
        },
        {
            """{"kind": "block", "name": "a", "layers": [{"kind": "concat", "branches": [{"kind": "relu"}, {"kind": "linear", "outFeatures": 0}]}]}""",
            "$.layers[2].layers[0].branches[1].outFeatures: Linear 'a.0.1' has outFeatures 0, but it must be at least 1."
        },
    };

    /// <summary>A whole text, and how the error begins.</summary>
    public static TheoryData<string, string> Texts => new()
    {
        { "", "This is not JSON, which a description is written in: " },
        { "conv2d(6)", "This is not JSON, which a description is written in: " },
        { "[]", "$ is [], but an architecture is a JSON object with a format, a name and layers." },
        { "{}", "$ lacks \"format\", which an architecture needs: write \"format\": 1." },
        { """{"format": 2, "anything": 1}""", "$.format is 2, but this version reads 1: update MlNetCnn or save the architecture in the older format." },
        { """{"format": "1"}""", "$.format is '1', but this version reads 1: update MlNetCnn or save the architecture in the older format." },
        { """{"format": 1, "layers": []}""", "$ lacks \"name\", which an architecture needs: write a text." },
        { """{"format": 1, "name": "x"}""", "$ lacks \"layers\", which an architecture needs: write an array of layers, like [{\"kind\": \"relu\"}]." },
        { """{"format": 1, "name": "x", "layers": []}""", "$.layers: Network 'x' has no layers: add at least one, ending with Linear for the classes." },
        { """{"format": 1, "name": "x", "name": "y", "layers": []}""", "$.name comes twice: keep one." },
        { """{"format": 1, "name": null, "layers": []}""", "$.name is null, but must be a text." },
        { """{"format": 1, "name": "a:b", "layers": []}""", "$.name: Network 'a:b' has a name that cannot be used: write letters, digits, spaces and '.', '_', '-' or '/'." },
        { """{"format": 1, "name": "x", "layer": []}""", "$.layer is no setting of an architecture: did you mean 'layers', or another of $schema, format, name, layers, initialization." },
        { """{"format": 1, "name": "x", "initialization": "he", "layers": []}""", "$.initialization is 'he', but must be one of \"default\", \"xavier\", \"kaiming\", \"truncatedNormal\"." },
        { """{"format": 1, "name": "x", "initialization": 1, "layers": []}""", "$.initialization is 1, but must be one of " },
        { """{"format": 1, "name": "\ud800", "layers": []}""", "The description holds a text that is no Unicode: " },
    };

    [Theory]
    [MemberData(nameof(Layers))]
    public void FromJson_ALayerThatIsWrong_SaysWhereAndTheWayOut(string layer, string error)
    {
        var json = $$"""{"format": 1, "name": "x", "layers": [{"kind": "relu", "name": "first"}, {"kind": "relu"}, {{layer}}, {"kind": "linear"}]}""";

        var exception = Assert.Throws<JsonException>(() => Architecture.FromJson(json));

        Assert.Equal(error, exception.Message);
        Assert.StartsWith(exception.Path!, error);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void FromJson_ATextThatIsWrong_SaysWhereAndTheWayOut(string json, string error) =>
        Assert.StartsWith(error, Assert.Throws<JsonException>(() => Architecture.FromJson(json)).Message);

    [Theory]
    [InlineData(31, " lies in more than 29 blocks: nest fewer.")]
    [InlineData(400, " lies in more than 29 blocks: nest fewer.")]
    [InlineData(100_000, "This is not JSON, which a description is written in: ")]
    public void FromJson_LayersNestedTooDeep_IsRefused(int depth, string error) =>
        Assert.Contains(error, Assert.Throws<JsonException>(() => Architecture.FromJson(Nested(depth))).Message);

    [Fact]
    public void FromJson_LayersNestedAsDeepAsMayBe_IsReadWrittenAndPlanned()
    {
        var network = Architecture.FromJson(Nested(30));

        Assert.Equal(network, Architecture.FromJson(network.ToJson()));
        Assert.Equal(string.Join('.', Enumerable.Repeat("0", 30)), network.Plan(new(3, 1, 1), 3).Steps[0].Path);
    }

    [Fact]
    public void Plan_LayersNestedTooDeep_IsRefused()
    {
        Layer layer = new Flatten();
        for (var i = 0; i < 100_000; i++)
            layer = i % 2 == 0 ? new Block([layer]) : new Residual([new ReLU()]) { Activation = layer };

        var error = Assert.Throws<LayerShapeException>(() => new Architecture("deep", [layer]).Plan(new(1, 1, 1), 2));

        Assert.EndsWith("lies in more than 29 blocks: nest fewer.", error.Message);
    }

    [Fact]
    public void FromJson_ADamagedDescription_IsReadOrRefused() =>
        Gen.Select(Gen.Int[0, Valid.Length - 1], Gen.Int[0, 30], Gen.Int[0, Replacements.Length - 1]).Sample((start, length, replacement) =>
        {
            var json = Valid[..start] + Replacements[replacement] + Valid[Math.Min(start + length, Valid.Length)..];
            try
            {
                Assert.NotEmpty(Architecture.FromJson(json).Layers);
            }
            catch (JsonException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }, iter: 2_000);

    [Fact]
    public void ToJson_ANetworkThatCouldNotBeReadBack_IsRefused()
    {
        Assert.Equal("Network 'x' has no layers: add at least one, ending with Linear for the classes.",
            Assert.Throws<ArgumentException>(() => new Architecture("x", []).ToJson()).Message);
        Assert.Equal("Conv2d '0' has stride 0×0, but it must be at least 1.",
            Assert.Throws<LayerShapeException>(() => new Architecture("x", [new Conv2d(1, 1) { Stride = 0 }]).ToJson()).Message);
    }

    private static string Nested(int depth)
    {
        var text = """{"kind": "flatten"}""";
        text = string.Concat(Enumerable.Repeat("""{"kind": "block", "layers": [""", depth - 1)) + text + string.Concat(Enumerable.Repeat("]}", depth - 1));
        return $$"""{"format": 1, "name": "deep", "layers": [{{text}}]}""";
    }
}

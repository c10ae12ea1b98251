namespace MlNetCnn.Tests;

public class OnnxRoundTripTests
{
    private static readonly Preprocessing Normalization = new() { Mean = [0.5f, 0.25f], Std = [0.1f, 3] };

    [Theory]
    [MemberData(nameof(OnnxContractTests.Layers), MemberType = typeof(OnnxContractTests))]
    public void Load_OfALayer_GivesAnEqualModel(string sample) => CheckRoundTrip(OnnxContractTests.OfLayer(sample));

    [Theory]
    [MemberData(nameof(OnnxContractTests.Catalog), MemberType = typeof(OnnxContractTests))]
    public void Load_OfAnArchitecture_GivesAnEqualModel(string name) => CheckRoundTrip(OnnxContractTests.OfCatalog(name));

    [Fact]
    public void Load_OfAllThatIsStored_GivesItBack()
    {
        var architecture = LayerSamples.All["residual with a shortcut"].Network with { Initialization = WeightInitialization.Kaiming };
        var plan = architecture.Plan(LayerSamples.Input, 3);
        var model = new CnnModel(plan, RandomModels.Weights(plan, 1), ["Äpfel \"süß\"", "", "🍐\n"], Normalization);

        var loaded = CnnModel.Load(model.ToOnnx());

        Assert.Equal(architecture, loaded.Plan.Architecture);
        Assert.Equal(LayerSamples.Input, loaded.Plan.Input);
        Assert.Equal(["Äpfel \"süß\"", "", "🍐\n"], loaded.ClassNames.ToArray());
        Assert.Equal(Normalization, loaded.Preprocessing);
    }

    [Fact]
    public void Load_OfAStream_GivesTheSameAsOfBytes()
    {
        var onnx = OnnxContractTests.OfLayer("block").ToOnnx();

        Assert.Equal(onnx, CnnModel.Load(new MemoryStream(onnx)).ToOnnx());
    }

    [Fact]
    public void Graph_WithNormalization_ComputesItOnPixels()
    {
        Architecture identity = new("identity", [new Flatten { Name = "flatten" }, new Linear()]);
        var model = RandomModels.Create(identity, new(2, 1, 2), 3, preprocessing: Normalization);

        var outputs = OnnxGraphRun.Run(model.ToOnnx(new() { Outputs = ["flatten"] }), model.Plan.Input, [0, 255, 51, 102]);

        Assert.Equal([-5, 5, -0.05f / 3, 0.05f], outputs["flatten"].Values, (a, b) => MathF.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void Graph_WithAnInputNameThatALayerHas_KeepsThemApart()
    {
        Architecture architecture = new("names", [new Flatten { Name = "Score" }, new ReLU { Name = "pixels" }, new Linear { Name = "PredictedIndex" }]);
        var model = RandomModels.Create(architecture, new(1, 2, 2), 3);

        var outputs = OnnxGraphRun.Run(model.ToOnnx(new() { InputName = "pixels" }), model.Plan.Input, [1, 2, 3, 4]);

        Assert.Equal(1, outputs["Score"].Values.Sum(), 1e-5);
    }

    [Theory]
    [InlineData("conv9", "There is no layer 'conv9'")]
    [InlineData("pixels", "The output 'pixels' would have the name")]
    [InlineData("Score", "The output 'Score' would have the name")]
    public void Export_OfAnOutputThatCannotBe_SaysWhy(string output, string message)
    {
        Architecture architecture = new("names", [new Flatten { Name = "Score" }, new ReLU { Name = "pixels" }, new Linear()]);
        var model = RandomModels.Create(architecture, new(1, 2, 2), 3);

        var error = Assert.Throws<ArgumentException>(() => model.ToOnnx(new() { InputName = "pixels", Outputs = [output] }));

        Assert.StartsWith(message, error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Score")]
    [InlineData("classifier.weight")]
    public void Export_WithAnInputNameThatIsTaken_SaysSo(string name)
    {
        var error = Assert.Throws<ArgumentException>(() => OnnxContractTests.OfLayer("relu").ToOnnx(new() { InputName = name }));

        Assert.StartsWith($"The input cannot be called '{name}'", error.Message);
    }

    [Fact]
    public void Export_OfMoreThanAFileHolds_SaysHowMuchThereIs()
    {
        Architecture tall = new("tall", [new AdaptiveAvgPool2d((29_999, 1)), new Flatten(), new Linear()]);
        var model = RandomModels.Create(tall, new(1, 30_000, 1), 2);

        var error = Assert.Throws<InvalidOperationException>(() => model.ToOnnx());

        Assert.StartsWith("Network 'tall' has 3.6 GB of weights and constants", error.Message);
    }

    private static void CheckRoundTrip(CnnModel model)
    {
        var onnx = model.ToOnnx();
        var loaded = CnnModel.Load(onnx);

        Assert.Equal(model.Plan.Architecture, loaded.Plan.Architecture);
        Assert.Equal(model.Plan.Architecture, Architecture.FromJson(model.Plan.Architecture.ToJson()));
        Assert.Equal(model.ClassNames.ToArray(), loaded.ClassNames.ToArray());
        Assert.Equal(model.Preprocessing, loaded.Preprocessing);
        foreach (var (name, tensor) in model.Weights)
            Assert.True(tensor.Values.Span.SequenceEqual(loaded.Weights[name].Values.Span), name);
        // Equal bytes are an equal graph, so its outputs are identical.
        Assert.True(onnx.AsSpan().SequenceEqual(loaded.ToOnnx()));
    }
}

using MlNetCnn.Tests;

namespace MlNetCnn.Training.Tests;

public class GradCamTests
{
    // A⁰ = x and A¹ = 3 − x of x = 1 2; 3 4.
    private static readonly CnnModel ByHand = Model(
        [new Conv2d(2, 1) { Name = "conv" }, new ReLU { Name = "relu" }, new Flatten { Name = "flatten" }, new Linear { Name = "fc" }],
        new(1, 2, 2),
        ("conv.weight", [1, -1]), ("conv.bias", [0, 3]), ("fc.weight", [1, 0, 0, 3, -2, 0, 0, 4, 0, 0, 0, 0, -1, -1, -1, -1]), ("fc.bias", [0, 0]));

    [Fact]
    public void Explain_BehindTheActivation_IsTheHandComputation()
    {
        using var cam = new GradCam(ByHand);

        var map = cam.Explain([1, 2, 3, 4]);

        // α⁰ = (1 + 0 + 0 + 3)/4 = 1, α¹ = (−2 + 0 + 0 + 4)/4 = 0.5; A⁰ + A¹/2 with A¹ = 2 1; 0 0.
        Assert.Equal(("relu", 0, 9f), (map.Layer, map.Class, map.Logit));
        Assert.Equal((2, 2), (map.Height, map.Width));
        Assert.Equal(new float[] { 2, 2.5f, 3, 4 }, map.Values);
        // The logits are 9 and −3.
        Assert.Equal(1 / (1 + MathF.Exp(-12)), map.Probability, 1e-6f);
    }

    [Fact]
    public void Explain_BeforeAnActivationThatOverwrites_SeesWhatWasThere()
    {
        using var cam = new GradCam(ByHand);

        var map = cam.Explain([1, 2, 3, 4], classIndex: 0, layer: "conv");

        // Where A¹ ≤ 0 no gradient passes: α¹ = −2/4; A⁰ − A¹/2 with A¹ = 2 1; 0 −1.
        Assert.Equal(new float[] { 0, 1.5f, 3, 4.5f }, map.Values);
    }

    [Fact]
    public void Explain_ClassThatNothingSpeaksFor_IsZero()
    {
        using var cam = new GradCam(ByHand);

        var map = cam.Explain([1, 2, 3, 4], classIndex: 1);

        Assert.Equal(new float[] { 0, 0, 0, 0 }, map.Values);
    }

    [Fact]
    public void Explain_AnyWeights_AgreesWithTheNumericGradient()
    {
        LayerList tail = [new Tanh { Name = "tanh" }, new AvgPool2d(2) { Name = "pool" }, new Flatten { Name = "flatten" }, new Linear { Name = "fc" }];
        var whole = RandomModels.Create(new("whole", [new Conv2d(3, 3) { Name = "conv", Padding = 1 }, .. tail]), new(1, 4, 4), classes: 3, seed: 5);
        var rest = new CnnModel(
            new Architecture("rest", tail).Plan(new(3, 4, 4), 3), new Weights(whole.Weights.Where(w => w.Key.StartsWith("fc", StringComparison.Ordinal))), whole.ClassNames, Preprocessing.Unit);
        var pixels = RandomModels.Images(whole.Plan.Input, 1);
        using var cam = new GradCam(whole);
        using var wholeProbe = new LayerProbe(whole);
        using var restProbe = new LayerProbe(rest);
        var maps = wholeProbe.Read(pixels, "conv").Layers["conv"].Values.ToArray();
        float Logit(int place, float by)
        {
            var moved = maps.ToArray();
            moved[place] += by;
            return restProbe.Read(moved, "fc").Layers["fc"].Values.Span[2];
        }

        var map = cam.Explain(pixels, classIndex: 2, layer: "conv");

        const float step = 1e-2f;
        var gradient = Enumerable.Range(0, maps.Length).Select(i => (Logit(i, step) - Logit(i, -step)) / (2 * step)).ToArray();
        for (var place = 0; place < 16; place++)
        {
            var heat = Enumerable.Range(0, 3).Sum(k => gradient.AsSpan(16 * k, 16).ToArray().Average() * maps[16 * k + place]);
            Assert.Equal(Math.Max(0, heat), map.Values[place], 1e-3f);
        }
        Assert.Contains(map.Values, v => v > 0.01f);
    }

    [Theory]
    [MemberData(nameof(SmallNetworks.All), MemberType = typeof(SmallNetworks))]
    public void DefaultLayer_AnyArchitecture_HasPlacesAndIsFound(string name)
    {
        var plan = SmallNetworks.Plan(name);

        var path = GradCam.DefaultLayer(plan);

        if (plan.Steps.Any(s => s.Layer is Conv2d && s.Output.Height > 1))
            Assert.Contains(plan.Steps, s => s.Path == path && s.Output.Height * s.Output.Width > 1);
        else
            Assert.Null(path);
    }

    private static CnnModel Model(LayerList layers, TensorShape input, params (string Name, float[] Values)[] weights)
    {
        var plan = new Architecture("by hand", layers).Plan(input, 2);
        return new CnnModel(
            plan, new Weights(weights.Select(w => KeyValuePair.Create(w.Name, new WeightTensor(plan.Tensors.Single(t => t.Name == w.Name).Shape, w.Values)))), ["a", "b"], Preprocessing.Unit);
    }
}

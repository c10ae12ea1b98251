namespace MlNetCnn.Tests;

/// <summary>What every layer and every architecture of the catalog owes as a graph on 8-bit integers.</summary>
public class QuantizedContractTests
{
    [Theory]
    [MemberData(nameof(OnnxContractTests.Layers), MemberType = typeof(OnnxContractTests))]
    public void Graph_OfALayer_ScoresNearlyAsWithFloats(string sample) => CheckScores(OnnxContractTests.OfLayer(sample));

    [Theory]
    [MemberData(nameof(OnnxContractTests.Catalog), MemberType = typeof(OnnxContractTests))]
    public void Graph_OfAnArchitecture_ScoresNearlyAsWithFloats(string name) => CheckScores(OnnxContractTests.OfCatalog(name));

    [Theory]
    [InlineData("mlp", "1x28x28")]
    [InlineData("resnet18", "1x28x28")]
    [InlineData("vgg11/4", "1x32x32")]
    public void File_WhereWeightsDominate_IsAQuarter(string name, string image)
    {
        var model = RandomModels.Create(Architectures.Find(name), TensorShape.Parse(image), 10);

        var onnx = QuantizedModels.Export(model, images: 2);

        Assert.InRange(onnx.Length / (double)model.ToOnnx().Length, 0.25, 0.29);
    }

    private static void CheckScores(CnnModel model)
    {
        const int Images = 40;
        var images = RandomModels.Images(model.Plan.Input, Images, seed: 3);
        var classes = model.Plan.Classes;

        var expected = OnnxGraphRun.Run(model.ToOnnx(), model.Plan.Input, images)["Score"].Values;
        var scores = OnnxGraphRun.Run(QuantizedModels.Export(model), model.Plan.Input, images)["Score"].Values;

        var differences = expected.Zip(scores, (a, b) => MathF.Abs(a - b)).ToArray();
        var same = expected.Chunk(classes).Zip(scores.Chunk(classes)).Count(s => Array.IndexOf(s.First, s.First.Max()) == Array.IndexOf(s.Second, s.Second.Max()));
        Assert.True(differences.Average() < 0.01, $"mean difference {differences.Average()}");
        Assert.True(same >= 0.8 * Images, $"{same} of {Images} images in the same class");
    }
}

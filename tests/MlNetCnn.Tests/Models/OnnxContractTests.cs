namespace MlNetCnn.Tests;

/// <summary>What every layer and every architecture of the catalog owes as an ONNX graph.</summary>
public class OnnxContractTests
{
    public static TheoryData<string> Layers => [.. LayerSamples.All.Keys];

    public static TheoryData<string> Catalog => [.. Architectures.All.Select(e => e.Name)];

    [Fact]
    public void LayerSamples_OverAllKinds_HaveOneForEach() =>
        Assert.Empty(LayerKinds.All.Except(LayerSamples.All.Values.Select(s => s.Kind)));

    [Theory]
    [MemberData(nameof(Layers))]
    public void Graph_OfALayer_GivesThePlansShapes(string sample) => CheckShapes(OfLayer(sample));

    [Theory]
    [MemberData(nameof(Catalog))]
    public void Graph_OfAnArchitecture_GivesThePlansShapes(string name) => CheckShapes(OfCatalog(name));

    private static void CheckShapes(CnnModel model)
    {
        var layers = model.Plan.Layers.SelectMany(l => l.WithInner).ToArray();
        var onnx = model.ToOnnx(new() { Outputs = [.. layers.Select(s => s.Path)] });

        foreach (var batch in new[] { 1, 3 })
        {
            var outputs = OnnxGraphRun.Run(onnx, model.Plan.Input, RandomModels.Images(model.Plan.Input, batch));

            Assert.Equal(["Score", "PredictedIndex", .. layers.Select(s => s.Path)], outputs.Keys);
            foreach (var layer in layers)
                Assert.Equal([batch, .. layer.Output.Dimensions], outputs[layer.Path].Shape);
            Assert.Equal([batch, model.Plan.Classes], outputs["Score"].Shape);
            Assert.Equal([batch, 1], outputs["PredictedIndex"].Shape);
            foreach (var (row, predicted) in outputs["Score"].Values.Chunk(model.Plan.Classes).Zip(outputs["PredictedIndex"].Values))
            {
                Assert.Equal(1, row.Sum(), 1e-5);
                Assert.Equal(Array.IndexOf(row, row.Max()), predicted);
            }
        }
    }

    internal static CnnModel OfLayer(string sample) => RandomModels.Create(LayerSamples.All[sample].Network, LayerSamples.Input, LayerSamples.Classes);

    internal static CnnModel OfCatalog(string name)
    {
        var entry = Architectures.All.Single(e => e.Name == name);
        return RandomModels.Create(Narrowed.Create(entry), entry.SmallestInput, 10);
    }
}

using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn.Tests;

public class LayerOutputTests
{
    private static readonly MLContext ML = Pictures.ML;

    private static readonly string[] Paths = [.. Pictures.Model.Plan.Layers.Select(l => l.Path)];

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(7)]
    public void Outputs_OfEveryLayer_AreTheGraphsOwn(int batchSize)
    {
        using var plain = Pictures.Transformer(batchSize: batchSize);
        using var transformer = plain.WithOutputs([.. Paths.Select(LayerOutput.FromString)]);
        var graph = OnnxGraphRun.Run(
            Pictures.Model.ToOnnx(new() { Outputs = [.. Paths] }), Pictures.Shape, [.. Pictures.Rows(20).SelectMany(r => r.Features)]);

        var scored = transformer.Transform(Pictures.View(20));

        Pictures.AssertClose(Pictures.Expected(20), scored.Scores());
        foreach (var layer in Pictures.Model.Plan.Layers)
        {
            Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, layer.Output.Dimensions), scored.Schema[layer.Path].Type);
            Pictures.AssertClose([.. graph[layer.Path].Values.Chunk(layer.Output.Elements)], [.. scored.GetColumn<float[]>(layer.Path)], 1e-4);
        }
    }

    [Fact]
    public void Output_UnderANameOfItsOwn_IsReadRowByRowToo()
    {
        using var plain = Pictures.Transformer();
        using var transformer = plain.WithOutputs(new LayerOutput(Paths[1]) { ColumnName = "Maps" });
        using var engine = ML.Model.CreatePredictionEngine<Picture, WithMaps>(transformer, new PredictionEngineOptions { OwnsTransformer = false });
        var batch = transformer.Transform(Pictures.View(5)).GetColumn<float[]>("Maps").ToArray();

        var one = Pictures.Rows(5).Select(engine.Predict).Select(p => (p.Maps, p.Score)).ToArray();

        Pictures.AssertClose(batch, [.. one.Select(p => p.Maps)], 1e-5);
        Pictures.AssertClose(Pictures.Expected(5), [.. one.Select(p => p.Score)]);
        Assert.True(batch[0].Distinct().Count() > 3);
    }

    [Fact]
    public void Outputs_ThatAreNotRead_AreNotFetched()
    {
        using var plain = Pictures.Transformer();
        using var transformer = plain.WithOutputs(Paths[0], Paths[1]);
        var columns = Columns(transformer);

        Assert.Equal([Paths[1]], Fetched(Paths[1]));
        Assert.Equal(["Score"], Fetched("PredictedLabel"));
        Assert.Equal(["Score", Paths[0]], Fetched("Score", Paths[0]));
        Assert.Empty(Fetched("Name"));

        IEnumerable<string> Fetched(params string[] names) =>
            new NetworkOutputs(columns, columns.Active(names.Select(n => columns.Output[n])), rows: 1).Fetched;
    }

    [Fact]
    public void Outputs_OfASavedModel_StayColumnsEverywhere()
    {
        using var folder = new TemporaryFolder();
        using var plain = Pictures.Transformer();
        // The second column takes the name of the first one's layer.
        using var transformer = plain.WithOutputs(new LayerOutput(Paths[0]) { ColumnName = "Maps" }, new LayerOutput(Paths[2]) { ColumnName = Paths[0] });
        var expected = transformer.Transform(Pictures.View(10));
        ML.Model.Save(transformer, Pictures.View(1).Schema, folder.File("model.zip"));

        var stock = ML.Model.Load(folder.File("model.zip"), out _);
        AssertSame(stock.Transform(Pictures.View(10)));
        using var loaded = ML.Cnn.LoadModel(folder.File("model.zip"));
        AssertSame(loaded.Transform(Pictures.View(10)));
        using var accelerated = ML.Cnn.Accelerate(stock);
        AssertSame(accelerated.Transform(Pictures.View(10)));

        void AssertSame(IDataView actual)
        {
            foreach (var name in new[] { "Score", "Maps", Paths[0] })
            {
                Assert.Equal(expected.Schema[name].Type, actual.Schema[name].Type);
                Pictures.AssertClose([.. expected.GetColumn<float[]>(name)], [.. actual.GetColumn<float[]>(name)], 1e-4);
            }
        }
    }

    [Fact]
    public void Output_OfAnUnknownLayer_NamesNearOnes()
    {
        using var transformer = Pictures.Transformer();

        var message = Assert.Throws<ArgumentException>(() => transformer.WithOutputs(Paths[0] + "x")).Message;

        Assert.Contains($"There is no layer '{Paths[0]}x' in network 'tiny': it has '{Paths[0]}'", message);
    }

    [Theory]
    [InlineData("Score")]
    [InlineData("PredictedLabel")]
    [InlineData("")]
    public void Output_UnderATakenName_AsksForAnother(string name)
    {
        using var transformer = Pictures.Transformer();

        Assert.Contains(
            "give it another ColumnName",
            Assert.Throws<ArgumentException>(() => transformer.WithOutputs(new LayerOutput(Paths[0]) { ColumnName = name })).Message);
        Assert.Contains("give it another ColumnName", Assert.Throws<ArgumentException>(() => transformer.WithOutputs(Paths[0], Paths[0])).Message);
    }

    private static ScoringColumns Columns(CnnTransformer transformer)
    {
        var graph = new PlannedGraph(transformer.Model);
        return new ScoringColumns(ML, graph, graph.Columns([Paths[0], Paths[1]]), "Features", Pictures.View(1).Schema);
    }

    private sealed class WithMaps
    {
        public float[] Maps { get; set; } = [];

        public float[] Score { get; set; } = [];
    }
}

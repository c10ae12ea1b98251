using System.Text.Json.Nodes;

namespace MlNetCnn.Tests;

public class ArchitectureSchemaTests
{
    private static readonly JsonObject Schema = JsonNode.Parse(Architecture.JsonSchema)!.AsObject();

    public static TheoryData<string> Entries => [.. Architectures.All.Select(e => e.Name)];

    /// <summary>Layers that FromJson refuses for their structure or their ranges.</summary>
    public static TheoryData<string> Wrong =>
    [
        """{"kind": "conv3d"}""", """{"kind": "relu", "inplace": true}""", """{"kind": "conv2d", "kernel": 3}""",
        """{"kind": "maxPool2d", "kernel": 2.5}""", """{"kind": "maxPool2d", "kernel": [1, 2, 3]}""", """{"kind": "maxPool2d", "kernel": 0}""",
        """{"kind": "linear", "outFeatures": "all"}""", """{"kind": "linear", "outFeatures": 99999999999}""", """{"kind": "dropout", "probability": 1}""",
        """{"kind": "batchNorm2d", "epsilon": 0}""", """{"kind": "residual", "body": []}""", """{"kind": "relu", "name": "a.b"}""", "null", "3",
    ];

    [Theory]
    [MemberData(nameof(Entries))]
    public void JsonSchema_ANetworkOfTheCatalog_Conforms(string name) =>
        Assert.Null(SchemaCheck.Find(Schema, JsonNode.Parse(Architectures.Find(name).ToJson())));

    [Fact]
    public void JsonSchema_RandomNetworks_Conform() => CsCheck.Check.Sample(
        RandomNetworks.Fitting, sample => Assert.Null(SchemaCheck.Find(Schema, JsonNode.Parse(sample.Network.ToJson()))), iter: 200);

    [Theory]
    [MemberData(nameof(Wrong))]
    public void JsonSchema_ALayerThatIsWrong_DoesNotConform(string layer)
    {
        var json = $$"""{"format": 1, "name": "x", "layers": [{{layer}}]}""";

        Assert.NotNull(SchemaCheck.Find(Schema, JsonNode.Parse(json)));
        Assert.Throws<System.Text.Json.JsonException>(() => Architecture.FromJson(json));
    }

    [Fact]
    public void JsonSchema_ListsEveryKindWithItsSettings()
    {
        foreach (var kind in LayerKinds.All)
        {
            var definition = Schema["$defs"]![LayerKinds.NameOf(kind)]!.AsObject();
            Assert.Equal(["kind", .. LayerSetting.Of(kind).Select(s => s.Name)], definition["properties"]!.AsObject().Select(p => p.Key));
        }
    }
}

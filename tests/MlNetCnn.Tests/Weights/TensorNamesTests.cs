namespace MlNetCnn.Tests;

public sealed class TensorNamesTests
{
    [Theory]
    [InlineData("module.conv.weight, module.fc.bias", "conv.weight, fc.bias")]
    [InlineData("_orig_mod.module.conv.weight, _orig_mod.module.fc.bias", "conv.weight, fc.bias")]
    [InlineData("model.0.weight, model.1.weight", "0.weight, 1.weight")]
    [InlineData("model.0.weight, head.weight", "model.0.weight, head.weight")]
    [InlineData("module.model.0.weight, module.head.weight", "model.0.weight, head.weight")]
    [InlineData("modules.0.weight", "modules.0.weight")]
    public void Of_NamesWithPrefixes_DropsThoseThatAllHave(string names, string expected)
    {
        var all = names.Split(", ");
        var cleaned = new TensorNames(all);

        Assert.Equal(expected.Split(", "), all.Select(cleaned.Of));
        Assert.Equal("n_averaged", cleaned.Of("n_averaged"));
    }

    [Theory]
    [InlineData("features.denseblock1.denselayer1.norm.1.weight", "features.denseblock1.denselayer1.norm1.weight")]
    [InlineData("features.denseblock1.denselayer12.conv.2.weight", "features.denseblock1.denselayer12.conv2.weight")]
    [InlineData("features.denseblock1.denselayer1.norm1.weight", "features.denseblock1.denselayer1.norm1.weight")]
    [InlineData("features.transition1.norm.1.weight", "features.transition1.norm.1.weight")]
    [InlineData("denselayer1.conv.3.weight", "denselayer1.conv.3.weight")]
    public void Of_DenseNetsOldNames_GivesThoseOfToday(string name, string expected) => Assert.Equal(expected, new TensorNames([name]).Of(name));
}

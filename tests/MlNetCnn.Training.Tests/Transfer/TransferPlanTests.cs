namespace MlNetCnn.Training.Tests;

public class TransferPlanTests
{
    public static TheoryData<string> Catalog => [.. Architectures.All.Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Catalog))]
    public void Of_EveryNetworkOfTheCatalog_CutsItInLayersThatFollowEachOther(string name)
    {
        Assert.True(Architectures.TryFindEntry(name, out var entry, out _));
        var plan = TransferPlan.Of(entry.Create().Plan(entry.SmallestInput, 7));

        Assert.Contains(plan.FineTunedFrom(), ModuleChain.LayersOf(plan.Network).Select(layer => layer.Path));
        Assert.True(plan.HeadLayer.Layer.IsOpen);
        Assert.DoesNotContain(plan.Head, plan.Before(plan.Head));
        FrozenLayers.Check(plan.Network, [.. plan.Before(plan.Head)]);
    }

    [Fact]
    public void FineTunedFrom_AResNet_IsItsLastStages()
    {
        var plan = TransferPlan.Of(Architectures.TorchvisionResNet(18).Plan(new(3, 224, 224), 10));

        Assert.Equal("layer3.1", plan.FineTunedFrom());
        Assert.Equal("fc", plan.Head);
        Assert.True(plan.IsSolvable);
    }

    [Fact]
    public void Layer_OfABlock_IsItsFirst() =>
        Assert.Equal("layer4.0", TransferPlan.Of(Architectures.TorchvisionResNet(18).Plan(new(3, 224, 224), 10)).Layer("layer4").Path);

    [Fact]
    public void Layer_NoneOfThatPath_NamesTheNearest()
    {
        var plan = TransferPlan.Of(Architectures.TorchvisionResNet(18).Plan(new(3, 224, 224), 10));

        Assert.Contains("layer4.0", Assert.Throws<ArgumentException>(() => plan.Layer("layer4.00")).Message, StringComparison.Ordinal);
    }
}

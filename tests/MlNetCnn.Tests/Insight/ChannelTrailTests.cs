namespace MlNetCnn.Tests;

public class ChannelTrailTests
{
    [Theory]
    [InlineData("conv1")]
    [InlineData("act1")]
    [InlineData("pool1")]
    public void Of_AnyLayerOfATrail_IsTheWholeTrail(string path)
    {
        var plan = Architectures.Find("lenet").Plan(new(1, 28, 28), 10);

        Assert.Equal([("conv1", 4), ("act1", 4), ("pool1", 4)], ChannelTrail.Of(plan, path, 4).Select(t => (t.Layer.Path, t.Channel)));
    }

    [Fact]
    public void Of_BranchThatIsJoined_FollowsItsChannelsThere()
    {
        var plan = Network.Named("joined")
            .Concat("join", b => b.Conv2d(3, 1, name: "a"), b => b.Conv2d(2, 1, name: "b"))
            .ReLU("relu").Conv2d(4, 1, name: "mix").AdaptiveAvgPool2d(1, "pool").Flatten("flatten").Linear(name: "fc").Build().Plan(new(1, 4, 4), 2);

        Assert.Equal([("join.b", 1), ("join", 4), ("relu", 4)], ChannelTrail.Of(plan, "join.b", 1).Select(t => (t.Layer.Path, t.Channel)));
        Assert.Equal([("join.b", 1), ("join", 4), ("relu", 4)], ChannelTrail.Of(plan, "relu", 4).Select(t => (t.Layer.Path, t.Channel)));
    }

    [Fact]
    public void Of_ResidualBlock_LeadsThroughItsSum()
    {
        var plan = Network.Named("residual")
            .Residual(b => b.Conv2d(2, 3, padding: 1, name: "conv").BatchNorm2d(name: "norm"), b => b.Conv2d(2, 1, name: "shortcut"), new ReLU { Name = "relu" }, "block")
            .Flatten("flatten").Linear(name: "fc").Build().Plan(new(1, 4, 4), 2);

        Assert.Equal(["block.conv", "block.norm", "block"], ChannelTrail.Of(plan, "block.norm", 1).Select(t => t.Layer.Path));
    }
}

namespace MlNetCnn.Tests;

public sealed class WeightMatchTests
{
    private static readonly Architecture Network = new("small",
    [
        new Block([new Conv2d(4, 3), new BatchNorm2d { Name = "norm" }]) { Name = "stem" },
        new Flatten(),
        new Linear { Name = "fc" },
    ]);

    private static readonly NetworkPlan Plan = Network.Plan(new TensorShape(1, 4, 4), 3);

    [Fact]
    public void MatchTo_TheNetworksWeights_UsesThemAsTheyAre()
    {
        var weights = RandomModels.Weights(Plan, 1);

        var match = weights.MatchTo(Plan);

        Assert.Same(weights, match.Used);
        Assert.True(match.Fits);
        Assert.Equal("", match.ToString());
    }

    [Fact]
    public void MatchTo_CountersOfBatches_AreIgnored()
    {
        var counter = new WeightTensor(new TensorShape(1), new float[1]);
        var weights = new Weights(
            [.. RandomModels.Weights(Plan, 1), KeyValuePair.Create("stem.norm.num_batches_tracked", counter)],
            [new LeftOutTensor("stem.0.num_batches_tracked", "I64 scalar")]);

        var match = weights.MatchTo(Plan);

        Assert.True(match.Fits);
        Assert.Equal(Plan.Tensors.Select(t => t.Name).Order(), match.Used.Keys.Order());
    }

    [Theory]
    [InlineData("model.")]
    [InlineData("module.model.")]
    public void MatchTo_ANetworkWhoseBlockIsCalledAsAWrapper_Fits(string prefix)
    {
        var plan = new Architecture("n", [new Block([.. Network.Layers]) { Name = "model" }]).Plan(Plan.Input, 3);
        var file = PyTorchFile.Of(PyTorchFile.Dictionary([.. Plan.Tensors.Select(t => (prefix + t.Name,
            PyTorchFile.Tensor(PyTorchFile.Storage(100), 0, [.. t.Shape.Dimensions.Select(d => (long)d)], [.. t.Shape.Dimensions.Select(_ => 1L)])))]), new float[100]);

        Assert.True(PyTorchFile.Read(file).MatchTo(plan).Fits);
        Assert.True(PyTorchFile.Read(file).MatchTo(Plan).Fits);
    }

    [Fact]
    public void MatchTo_MissingUnexpectedAndMisshaped_NamesAllThree()
    {
        var weights = Changed(
            remove: ["stem.norm.running_var", "stem.0.bias"],
            add: [("head.weight", new TensorShape(2)), ("fc.weight", new TensorShape(3, 17))],
            leftOut: [new LeftOutTensor("stem.0.bias", "I8 4"), new LeftOutTensor("index", "I64 9")]);

        var error = Assert.Throws<ArgumentException>(() => weights.MatchTo(Plan));

        Assert.Equal(
            "The weights do not fit network 'small' of 1×4×4 and 3 classes: missing: stem.0.bias (I8 4), a type that is not read, stem.norm.running_var; "
            + "not in the network: head.weight, index; of another shape: fc.weight is 3×17 instead of 3×16. Take the network they were saved from, or weights of this one.",
            error.Message);
        Assert.Throws<ArgumentException>(() => weights.MatchTo(Plan, WeightMatching.FreshHead));
        var match = weights.MatchTo(Plan, WeightMatching.WhatFits);
        Assert.False(match.Fits);
        Assert.Equal(["fc.bias", "stem.0.weight", "stem.norm.bias", "stem.norm.running_mean", "stem.norm.weight"], match.Used.Keys.Order());
    }

    [Fact]
    public void MatchTo_OtherNumberOfClasses_LeavesTheHeadOutWhereAskedTo()
    {
        var weights = RandomModels.Weights(Network.Plan(Plan.Input, 1000), 1);

        Assert.Contains("fc.weight is 1000×16 instead of 3×16", Assert.Throws<ArgumentException>(() => weights.MatchTo(Plan)).Message);
        var match = weights.MatchTo(Plan, WeightMatching.FreshHead);

        Assert.True(match.Fits);
        Assert.Equal(["fc.weight is 1000×16 instead of 3×16", "fc.bias is 1000 instead of 3"], match.Head.Select(m => m.ToString()));
        Assert.Equal(Plan.Tensors.Select(t => t.Name).Where(n => !n.StartsWith("fc.", StringComparison.Ordinal)).Order(), match.Used.Keys.Order());
    }

    [Fact]
    public void MatchTo_HeadOfOtherImages_IsRefused()
    {
        var weights = RandomModels.Weights(Network.Plan(new TensorShape(1, 5, 5), 1000), 1);

        var error = Assert.Throws<ArgumentException>(() => weights.MatchTo(Plan, WeightMatching.FreshHead));

        Assert.Contains("of another shape: fc.weight is 1000×36 instead of 3×16", error.Message);
    }

    [Fact]
    public void MatchTo_HeadOfTwoMinds_IsRefused()
    {
        var weights = Changed([], [("fc.weight", new TensorShape(7, 16)), ("fc.bias", new TensorShape(8))], []);

        var error = Assert.Throws<ArgumentException>(() => weights.MatchTo(Plan, WeightMatching.FreshHead));

        Assert.Contains("of another shape: fc.bias is 8 instead of 3; left out for another number of classes: fc.weight is 7×16", error.Message);
    }

    [Fact]
    public void MatchTo_ChannelsThatFollowTheClasses_AreTheHeadToo()
    {
        var network = new Architecture("pooled", [new Conv2d(4, 3), new Conv2d(null, 1), new BatchNorm2d(), new AdaptiveAvgPool2d(1), new Flatten()]);
        var plan = network.Plan(Plan.Input, 3);

        var match = RandomModels.Weights(network.Plan(Plan.Input, 8), 1).MatchTo(plan, WeightMatching.FreshHead);

        Assert.Equal(["1.weight", "1.bias", "2.weight", "2.bias", "2.running_mean", "2.running_var"], match.Head.Select(m => m.Name));
        Assert.Equal(["0.bias", "0.weight"], match.Used.Keys.Order());
        var without = new Weights(match.Used).MatchTo(plan, WeightMatching.FreshHead);
        Assert.Equal(match.Head.Select(m => m.Name), without.StartingAnew.AsEnumerable());
        Assert.Equal(match.StartingAnew.AsEnumerable(), without.StartingAnew.AsEnumerable());
    }

    [Fact]
    public void MatchTo_NoHead_StartsItAnewWhereAskedTo()
    {
        var weights = Changed(["fc.weight", "fc.bias"], [], []);

        Assert.Contains("missing: fc.weight, fc.bias", Assert.Throws<ArgumentException>(() => weights.MatchTo(Plan)).Message);
        var match = weights.MatchTo(Plan, WeightMatching.FreshHead);

        Assert.True(match.Fits);
        Assert.Equal(["fc.weight", "fc.bias"], match.StartingAnew.AsEnumerable());
        Assert.Equal("starting anew without weights: fc.weight, fc.bias", match.ToString());
        Assert.Equal(Plan.Tensors.Length - 2, match.Used.Count);
    }

    [Fact]
    public void MatchTo_HeadOfAnotherName_IsListedAndNotUsed()
    {
        var weights = Changed(["fc.weight", "fc.bias"], [("classifier.1.weight", new TensorShape(1000, 16)), ("classifier.1.bias", new TensorShape(1000))], []);

        Assert.Throws<ArgumentException>(() => weights.MatchTo(Plan));
        var match = weights.MatchTo(Plan, WeightMatching.FreshHead);

        Assert.True(match.Fits);
        Assert.Equal(["fc.weight", "fc.bias"], match.StartingAnew.AsEnumerable());
        Assert.Equal(["classifier.1.bias", "classifier.1.weight"], match.OtherHead.AsEnumerable());
    }

    [Fact]
    public void MatchTo_LayersUnderTheHeadsName_AreAnotherHead()
    {
        var match = Changed(["fc.weight", "fc.bias"], [("fc.0.weight", new TensorShape(8, 16, 1, 1)), ("fc.2.weight", new TensorShape(9, 8))], [])
            .MatchTo(Plan, WeightMatching.FreshHead);

        Assert.Equal(["fc.0.weight", "fc.2.weight"], match.OtherHead.AsEnumerable());
    }

    [Theory]
    [InlineData("stem.1.weight", new[] { 4 }, new string[0])] // of a layer that the network has in part
    [InlineData("stage9.weight", new[] { 4, 4, 3, 3 }, new string[0])] // no head has 3×3 kernels
    [InlineData("classifier.weight", new[] { 9, 16 }, new[] { "stem.0.bias" })] // and something else is missing
    public void MatchTo_NoHeadAndMoreThatDoesNotFit_IsRefused(string name, int[] shape, string[] missing)
    {
        var weights = Changed(["fc.weight", "fc.bias", .. missing], [(name, new TensorShape(shape))], []);

        Assert.Contains($"not in the network: {name}", Assert.Throws<ArgumentException>(() => weights.MatchTo(Plan, WeightMatching.FreshHead)).Message);
    }

    [Fact]
    public void MatchTo_HeadAndAnotherOne_IsRefused() => Assert.Contains("not in the network: classifier.weight", Assert.Throws<ArgumentException>(() =>
        Changed([], [("classifier.weight", new TensorShape(9, 16))], []).MatchTo(Plan, WeightMatching.FreshHead)).Message);

    [Fact]
    public void MatchTo_HalfAHead_IsRefused()
    {
        Assert.Contains("missing: fc.bias", Assert.Throws<ArgumentException>(() => Changed(["fc.bias"], [], []).MatchTo(Plan, WeightMatching.FreshHead)).Message);
        var unread = Changed(["fc.weight", "fc.bias"], [], [new LeftOutTensor("fc.bias", "I8 3")]);
        Assert.Contains("fc.bias (I8 3), a type that is not read", Assert.Throws<ArgumentException>(() => unread.MatchTo(Plan, WeightMatching.FreshHead)).Message);
    }

    [Fact]
    public void MatchTo_NothingOfTheOutermostLayer_IsAHeadOfMoreLayersToo()
    {
        var classifier = new Block([new Flatten(), new Linear(8), new ReLU(), new Linear()]) { Name = "classifier" };
        var network = new Architecture("wide", [new Conv2d(4, 3) { Name = "features" }, classifier]);
        var plan = network.Plan(Plan.Input, 3);
        var whole = RandomModels.Weights(plan, 1);

        var backbone = new Weights(whole.Where(w => w.Key.StartsWith("features.", StringComparison.Ordinal)))
            .MatchTo(plan, WeightMatching.FreshHead);
        var withoutTheLast = new Weights(whole.Where(w => !w.Key.StartsWith("classifier.3.", StringComparison.Ordinal)))
            .MatchTo(plan, WeightMatching.FreshHead);

        Assert.Equal(["classifier.1.weight", "classifier.1.bias", "classifier.3.weight", "classifier.3.bias"], backbone.StartingAnew.AsEnumerable());
        Assert.Equal(["classifier.3.weight", "classifier.3.bias"], withoutTheLast.StartingAnew.AsEnumerable());
    }

    [Fact]
    public void MatchTo_NothingAtAll_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new Weights([]).MatchTo(Plan, WeightMatching.FreshHead));
        var onlyHead = new Architecture("only", [new Flatten(), new Linear()]).Plan(Plan.Input, 3);
        Assert.Throws<ArgumentException>(() => new Weights([]).MatchTo(onlyHead, WeightMatching.FreshHead));
    }

    [Fact]
    public void MatchTo_AveragedModelsCounter_IsIgnored() =>
        Assert.True(Changed([], [], [new LeftOutTensor("n_averaged", "I64 scalar")]).MatchTo(Plan).Fits);

    private static Weights Changed(string[] remove, (string Name, TensorShape Shape)[] add, LeftOutTensor[] leftOut) => new(
        RandomModels.Weights(Plan, 1).Where(w => !remove.Contains(w.Key) && add.All(a => a.Name != w.Key))
            .Concat(add.Select(a => KeyValuePair.Create(a.Name, new WeightTensor(a.Shape, new float[a.Shape.Elements])))),
        leftOut);
}

namespace MlNetCnn.Experiments.Tests;

public class DataDefaultsTests
{
    private static readonly ImageFacts Photos = new()
    {
        Channels = 3,
        ShorterSide = 300,
        LongerSide = 400,
        IsOneSize = false,
        TrainImages = 2000,
        ValidationImages = 0,
        TestImages = 0,
        SmallestClass = 100,
    };

    private static readonly ImageFacts Digits = Photos with { Channels = 1, ShorterSide = 28, LongerSide = 28, IsOneSize = true };

    [Fact]
    public void Photos_NothingChosen_StartFromPretrainedWeightsAndAreSplit() => Assert.Equal(
        "pretrained resnet18-imagenet, size 224, test-fraction 0.2, validation-fraction 0.1", Text(DataDefaults.Of(Photos, isOwn: true, new())));

    [Fact]
    public void SmallGrayImages_NothingChosen_AreTrainedFromScratch() => Assert.Equal(
        "architecture lenet-relu, test-fraction 0.2, validation-fraction 0.1", Text(DataDefaults.Of(Digits, isOwn: true, new())));

    [Theory]
    [InlineData(4, "architecture lenet-relu, size 32")]
    [InlineData(64, "architecture lenet-relu")]
    [InlineData(65, "pretrained resnet18-imagenet, size 160, channels 3")]
    [InlineData(112, "pretrained resnet18-imagenet, size 224, channels 3")]
    public void GrayImages_BySize_GetANetwork(int side, string expected) =>
        Assert.Equal(expected, Text(DataDefaults.Of(Digits with { ShorterSide = side, LongerSide = side }, isOwn: false, new())));

    [Theory]
    [InlineData("bundled", "architecture lenet-relu")]
    [InlineData("mnist", "architecture lenet-relu")]
    [InlineData("fashion-mnist", "architecture lenet-relu")]
    [InlineData("cifar10", "pretrained resnet18-imagenet, size 160")]
    public void CatalogData_NothingChosen_AreNotSplit(string name, string expected)
    {
        Assert.True(DataSets.TryFind(name, out var entry));

        Assert.Equal(expected, Text(DataDefaults.Of(entry.Facts!, DataDefaults.IsOwn(name), new())));
    }

    [Theory]
    [InlineData("torchvision-resnet18", 50, 160)]
    [InlineData("torchvision-resnet18", 112, 224)]
    [InlineData("mobilenet-v2", 50, 160)]
    [InlineData("resnet50", 111, 160)]
    public void PretrainedWeights_SmallImages_GetASmallerSize(string weights, int side, int expected) => Assert.Equal(
        $"size {expected}", Text(DataDefaults.Of(Photos with { ShorterSide = side, LongerSide = side }, isOwn: false, new() { Settings = Settings("pretrained", weights) })));

    [Theory]
    [InlineData("lenet-relu", 20, 32)]
    [InlineData("lenet-relu", 100, 96)]
    [InlineData("lenet-relu", 5000, 224)]
    [InlineData("vgg11", 20, 32)]
    [InlineData("alexnet", 20, 96)]
    public void MixedSizes_FromScratch_GetTheSizeBelowTheMedianThatTheNetworkTakes(string network, int side, int expected) => Assert.Equal(
        $"size {expected}", Text(DataDefaults.Of(Photos with { ShorterSide = side }, isOwn: false, new() { Network = Architectures.Find(network) })));

    [Fact]
    public void Everything_Chosen_IsLeftAlone() => Assert.Empty(DataDefaults.Of(Photos, isOwn: true, new()
    {
        Network = Architectures.Find("lenet-relu"),
        Images = new Dictionary<string, string> { ["size"] = "32", ["test-fraction"] = "none" },
        Settings = Settings("validation-fraction", "0"),
    }));

    [Fact]
    public void Splits_ThatAreThere_AreUsed() =>
        Assert.Equal("architecture lenet-relu", Text(DataDefaults.Of(Digits with { TestImages = 9, ValidationImages = 9 }, isOwn: true, new())));

    [Fact]
    public void Classes_WithFewImages_KeepAllOfThem() =>
        Assert.Equal("architecture lenet-relu", Text(DataDefaults.Of(Digits with { SmallestClass = 9 }, isOwn: true, new())));

    [Theory]
    [InlineData(2000, "head", false)]
    [InlineData(2000, "auto", true)]
    [InlineData(2000, "none", true)]
    [InlineData(1300, "auto", false)]
    [InlineData(1300, "fine-tune", true)]
    [InlineData(600, "fine-tune", false)]
    public void Validation_WhereTheEpochIsNotChosen_TakesNoImages(int images, string transfer, bool isHeldOut)
    {
        var settings = new Dictionary<string, string> { ["pretrained"] = transfer == "none" ? "none" : "resnet18-imagenet", ["transfer"] = transfer == "none" ? "auto" : transfer };

        var proposals = DataDefaults.Of(Photos with { TrainImages = images }, isOwn: true, new() { Settings = settings });

        Assert.Equal(isHeldOut, proposals.Any(p => p.Setting == "validation-fraction"));
    }

    private static string Text(IEnumerable<Proposal> proposals) => string.Join(", ", proposals.Select(p => $"{p.Setting} {p.Value}"));

    private static Dictionary<string, string> Settings(string name, string text) => new() { [name] = text };
}

namespace MlNetCnn.Tests;

public class PretrainedNetworksTests
{
    public static TheoryData<string> Names => [.. PretrainedNetworks.All.Select(e => e.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Entry_OfEachName_IsComplete(string name)
    {
        Assert.True(PretrainedNetworks.TryFind(name.ToUpperInvariant(), out var entry));

        Assert.Equal(name, entry.Name);
        Assert.All([entry.Description, entry.License], Assert.NotEmpty);
        Assert.Equal("https", new Uri(entry.Source).Scheme);
        entry.Preprocessing.Check(channels: 3);
        var classes = entry.Classes ?? 10;
        var plan = entry.Architecture.Plan(new TensorShape(3, entry.Side, entry.Side), classes);
        Assert.Equal(new TensorShape(classes), plan.Layers[^1].Output);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void File_OfEachName_CarriesItsChecksumAndComesByHttps(string name)
    {
        PretrainedNetworks.TryFind(name, out var entry);
        if (entry!.File is not { } file)
            return;

        Assert.Matches("^[0-9a-f]{8,64}$", file.Checksum.Digits);
        Assert.EndsWith($"-{file.Checksum.Digits}.pth", file.Name);
        Assert.Equal(file.Name, Path.GetFileName(file.Name));
        Assert.NotEmpty(file.Sources);
        Assert.All(file.Sources, source => Assert.Equal(("https", file.Name), (source.Scheme, source.Segments[^1])));
        Assert.Equal(Architectures.Find(entry.Architecture.Name), entry.Architecture);
    }

    [Fact]
    public void All_NetworksOfTorchvision_HaveWeights() => Assert.Empty(
        Architectures.All.Where(a => a.Group == "torchvision").Select(a => a.Name).Except(PretrainedNetworks.All.Select(e => e.Name)));

    [Fact]
    public void All_NamesAndFiles_AreDistinct()
    {
        Assert.Distinct(PretrainedNetworks.All.Select(e => e.Name));
        Assert.Distinct(PretrainedNetworks.All.Select(e => e.File?.Checksum));
    }

    [Theory]
    [InlineData("resnet50", "resnet50-0676ba61.pth", 224)]
    [InlineData("resnet50-v2", "resnet50-11ad3fa6.pth", 224)]
    [InlineData("efficientnet-b2", "efficientnet_b2_rwightman-bcdf34b7.pth", 288)]
    [InlineData("shufflenet-v2", "shufflenetv2_x1-5666bf0f80.pth", 224)]
    public void TryFind_OneOfTorchvision_HasItsFileAndSize(string name, string file, int side)
    {
        Assert.True(PretrainedNetworks.TryFind(name, out var entry));

        Assert.Equal((file, side, 1000), (entry.File!.Name, entry.Side, entry.Classes));
    }
}

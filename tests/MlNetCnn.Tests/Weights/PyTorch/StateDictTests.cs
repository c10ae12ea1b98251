using static MlNetCnn.Tests.PyTorchFile;

namespace MlNetCnn.Tests;

public sealed class StateDictTests
{
    private static readonly string Tensors = Dictionary(("w", Vector()));

    [Fact]
    public void Read_TensorsUnderAKnownKey_TakesThemAndNotWhatIsBeside()
    {
        var file = Of(Dictionary(("loss", Vector()), ("ema", Tensors), ("optimizer", Dictionary(("v", Vector()))), ("net", Tensors)), 1);

        var weights = Read(file);

        Assert.Equal(("net", "w"), (weights.CheckpointKey, Assert.Single(weights).Key));
    }

    [Fact]
    public void Read_OptionsOfATrainingScriptBeside_ArePassedOver()
    {
        var options = $"cargparse\nNamespace\n)\u0081{Dictionary(("lr", Integer(1)), ("w", Vector()))}b";

        Assert.Equal("w", Assert.Single(Read(Of(Dictionary(("args", options), ("model", Tensors)), 1))).Key);
    }

    [Fact]
    public void Read_TensorsTwoKeysDeep_NamesBoth() =>
        Assert.Equal("model.state_dict", Read(Of(Dictionary(("model", Dictionary(("state_dict", Tensors)))), 1)).CheckpointKey);

    [Fact]
    public void Read_TensorsUnderOneOtherKey_TakesThem() =>
        Assert.Equal("encoder", Read(Of(Dictionary(("encoder", Tensors), ("config", Dictionary(("layers", "N")))), 1)).CheckpointKey);

    [Fact]
    public void Read_TensorsUnderTwoOtherKeys_AsksForOne() => Assert.Equal(
        "has tensors under 'generator', 'discriminator': save one of them alone by torch.save.",
        Complaint(Of(Dictionary(("generator", Tensors), ("discriminator", Dictionary(("w", Vector())))), 1)));

    [Fact]
    public void Read_NameThatComesTwice_TakesTheLast()
    {
        var second = Tensor(Storage(2), 1, [1], [1]);

        Assert.Equal([2f], Read(Of(Dictionary(("w", Tensor(Storage(2), 0, [1], [1])), ("w", second)), 1, 2))["w"].Values.ToArray());
    }

    [Fact]
    public void Read_NamesThatBecomeOne_AreRefused() => Assert.Equal(
        "has two tensors that are called 'denselayer1.conv1.weight'.",
        Complaint(Of(Dictionary(("denselayer1.conv1.weight", Vector()), ("denselayer1.conv.1.weight", Vector())), 1)));

    [Theory]
    [InlineData("N")]
    [InlineData("}")]
    [InlineData("](}e")]
    public void Read_NoTensorsByName_SaysWhatToSave(string value) =>
        Assert.StartsWith("has no tensors by name: save the tensors in PyTorch by torch.save(model.state_dict()", Complaint(Of(value)));

    [Fact]
    public void Read_DictionaryInItself_Ends() =>
        Assert.StartsWith("has no tensors", Complaint(Of($"}}q\0({Text("model")}h\0{Text("any")}h\0u")));
}

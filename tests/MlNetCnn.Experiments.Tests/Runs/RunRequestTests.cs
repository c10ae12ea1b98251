using CsCheck;

namespace MlNetCnn.Experiments.Tests;

public sealed class RunRequestTests
{
    private static readonly RunRequest Full = new()
    {
        Name = "a name",
        Group = "a group",
        Tags = ["one", "two words"],
        Data = "/data/digits",
        Images = ImageSettings.Format(new() { Size = (96, 128), Channels = 1, Resize = ResizeMode.Pad, FastDecode = true, LabelColumn = "last", TableShape = new TensorShape(3, 8, 8), BadImages = BadImageAction.Fail, TestFraction = 0.2 }),
        Architecture = Workplace.Network,
        Settings = new RunRequest { Data = "", Architecture = Workplace.Network }.With([new("learning-rate", "0.1"), new("seed", "3")]).Settings,
    };

    [Fact]
    public void Json_OfOnesOwnNetwork_ReadsBackTheSame()
    {
        var read = RunRequest.FromJson(Full.ToJson());

        Assert.Equal(Full.ToJson(), read.ToJson());
        Assert.Equal(Workplace.Network, read.Architecture);
        Assert.Equal(Full.Images, read.Images);
        Assert.Equal(0.1, read.ToOptions().LearningRate);
        Assert.Equal(3, read.ToOptions().Seed);
    }

    [Fact]
    public void Json_OfTheCatalog_NamesTheNetwork()
    {
        var json = (Full with { Architecture = Architectures.Find("vgg11/4") }).ToJson();

        Assert.Contains("\"architecture\": \"vgg11/4\"", json);
        Assert.Equal(Architectures.Find("vgg11/4"), RunRequest.FromJson(json).Architecture);
    }

    [Fact]
    public void Json_OfTheCatalogsNameButAnotherNetwork_HoldsTheNetwork()
    {
        var mine = Workplace.Network with { Name = "lenet" };

        Assert.Equal(mine, RunRequest.FromJson((Full with { Architecture = mine }).ToJson()).Architecture);
    }

    [Fact]
    public void ContentHash_DependsOnWhatTheRunComesToOnly()
    {
        Assert.Equal(Full.ContentHash(), (Full with { Name = "other", Group = null, Tags = [] }).ContentHash());
        Assert.Equal(Full.ContentHash(), RunRequest.FromJson(Full.ToJson()).ContentHash());
        string[] others =
        [
            Full.With([new("seed", "4")]).ContentHash(),
            (Full with { Data = "/data/other" }).ContentHash(),
            (Full with { Images = ImageSettings.Format(new()) }).ContentHash(),
            (Full with { Architecture = Architectures.Find("lenet") }).ContentHash(),
        ];
        Assert.Equal(4, others.Append(Full.ContentHash()).Distinct().Count() - 1);
        Assert.Matches("^[0-9a-f]{40}$", Full.ContentHash());
    }

    [Fact]
    public void ContentHash_OrderOfSettings_DoesNotMatter() => Gen.Shuffle(new[] { "seed", "epochs", "batch-size", "patience" }).Sample(names =>
    {
        var request = names.Aggregate(Full, (r, name) => r.With([new(name, $"{name.Length}")]));
        Assert.Equal(Full.With(names.Order().Select(n => KeyValuePair.Create(n, $"{n.Length}"))).ContentHash(), request.ContentHash());
    });

    [Theory]
    [InlineData("{", "This is no request for a run")]
    [InlineData("[]", "version is missing")]
    [InlineData("""{"version": 2, "news": true}""", "of version 2, but this version of MlNetCnn reads 1")]
    [InlineData("""{"version": 1, "data": "x"}""", "architecture")]
    [InlineData("""{"version": 1, "data": "x", "architecture": "lenot"}""", "lenet")]
    [InlineData("""{"version": 1, "data": "x", "architecture": "lenet", "epoch": 3}""", "epoch")]
    public void FromJson_WhatIsNoRequest_SaysWhy(string json, string why) =>
        Assert.Contains(why, Assert.Throws<InvalidDataException>(() => RunRequest.FromJson(json)).Message);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Check_TestFraction_IsBetween0And1(double fraction) =>
        Assert.Contains("above 0 and below 1", Assert.Throws<FormatException>(() => (Full with { Images = ImageSettings.Format(new() { TestFraction = fraction }) }).Check()).Message);

    [Theory]
    [InlineData("learning-rat", "0.1", "learning-rate")]
    [InlineData("epochs", "many", "epochs needs a whole number")]
    [InlineData("epochs", "0", "at least 1")]
    [InlineData("device", "tpu", "device needs auto, cpu, cuda or cuda:N, but got 'tpu'")]
    [InlineData("label-column", "y", "a run reads a data set")]
    public void Check_WrongSetting_NamesIt(string name, string text, string why) =>
        Assert.Contains(why, Assert.ThrowsAny<Exception>(() => Full.With([new(name, text)]).Check()).Message);
}

using System.Collections.Immutable;
using CsCheck;

namespace MlNetCnn.Experiments.Tests;

public sealed class SweepTests
{
    private static readonly Sweep Both = new()
    {
        Architectures = [Architectures.LeNet(), Workplace.Network],
        Data = "data",
        Settings = new Dictionary<string, ImmutableArray<string>> { ["learning-rate"] = ["0.1", "0.01"], ["epochs"] = ["1", "2", "3"] }.ToImmutableSortedDictionary(),
        Seeds = 2,
        Group = "g",
    };

    [Fact]
    public void Requests_Grid_HasEachChoiceWithEachSeedOnce()
    {
        var requests = Both.Requests();

        Assert.Equal(2 * 2 * 3 * 2, requests.Count);
        Assert.Equal(requests.Count, requests.Select(r => r.ContentHash()).Distinct().Count());
        Assert.All(requests, r => Assert.Equal("g", r.Group));
        Assert.Equal(["1", "2"], requests.Take(2).Select(r => r.Settings["seed"]));
    }

    [Fact]
    public void Requests_Drawn_AreSomeOfTheGridAndTheSameForTheSameSeed() => Gen.Select(Gen.Int[1, 20], Gen.Int).Sample((choices, seed) =>
    {
        var sweep = Both with { Choices = choices, DrawSeed = seed };
        var all = Both.Requests().Select(r => r.ContentHash()).ToHashSet();
        string[] drawn = [.. sweep.Requests().Select(r => r.ContentHash())];
        return drawn.Length == 2 * Math.Min(choices, 12) && drawn.Distinct().Count() == drawn.Length && drawn.All(all.Contains)
            && drawn.SequenceEqual(sweep.Requests().Select(r => r.ContentHash()));
    }, iter: 20);

    [Fact]
    public void Requests_MoreThanTheLimit_AreCountedAndRefusedBeforeAnyIsMade()
    {
        Assert.Contains("make 25,769,803,764 runs, but at most 10,000 are made at once", Refusal(Both with { Seeds = int.MaxValue }));
        Assert.Contains("make 24 runs, but at most 23 are", Refusal(Both with { MaxRuns = 23 }));
        Assert.Equal(24, (Both with { MaxRuns = 24 }).Requests().Count);
        Assert.Contains("The largest number of runs is 0, but must be from 1 to 1,000,000", Refusal(Both with { MaxRuns = 0 }));
        Assert.Contains("is 2,000,000,000, but must be from 1 to 1,000,000", Refusal(Both with { MaxRuns = 2_000_000_000, Seeds = 2_000_000_000 }));
    }

    [Fact]
    public void Requests_DrawnFromAGreatGrid_AreMadeWithoutIt()
    {
        ImmutableArray<string> values = [.. Enumerable.Range(1, 1000).Select(i => $"0.{i:000}1")];
        var great = Both with { Settings = Both.Settings.SetItem("learning-rate", values).SetItem("weight-decay", values), Choices = 3 };

        Assert.Equal(6, great.Requests().Count);
        Assert.Contains("There are 6,000,000,000 choices to draw from, but at most 10,000,000",
            Refusal(great with { Settings = great.Settings.SetItem("momentum", values) }));
    }

    [Fact]
    public void Json_MutatedAtRandom_IsReadOrRefusedWithASentence()
    {
        var json = (Both with { Tags = ["a"], Halving = 2 }).ToJson();
        const string Marks = "0123456789-{}[]\",:.eE\0\uFFFD";
        var random = new Random(5100);
        for (var i = 0; i < 2_000; i++)
        {
            var mutated = json;
            for (var changes = random.Next(1, 5); changes > 0; changes--)
            {
                var place = random.Next(mutated.Length);
                mutated = mutated.Remove(place, Math.Min(random.Next(30) - 20 is > 0 and var cut ? cut : random.Next(2), mutated.Length - place))
                    .Insert(place, $"{Marks[random.Next(Marks.Length)]}");
            }
            try
            {
                Assert.InRange((Sweep.FromJson(mutated) with { MaxRuns = 200 }).Requests().Count, 1, 200);
            }
            catch (Exception e) when (e is InvalidDataException or ArgumentException or FormatException)
            {
                Assert.NotEmpty(e.Message);
            }
        }
    }

    [Theory]
    [InlineData("learning-rate", "-1", "LearningRate is -1")]
    [InlineData("learning-rat", "1", "learning-rate")]
    [InlineData("seed", "1", "numbers its seeds itself")]
    public void Requests_WrongSetting_SaysSo(string name, string value, string why) =>
        Assert.Contains(why, Assert.ThrowsAny<Exception>(() => (Both with { Settings = Both.Settings.SetItem(name, [value]) }).Requests()).Message);

    [Theory]
    [InlineData(1, "0.2", "4", "must be at least 2")]
    [InlineData(3, "0.2", "2", "needs at least 3 epochs, but there are 2")]
    [InlineData(3, "0.2", "4,8", "train for 4 to 8: give one number of epochs")]
    public void Requests_HalvingThatCannotBe_SaysWhy(int factor, string validation, string epochs, string why)
    {
        var sweep = Both with
        {
            Halving = factor,
            Settings = Both.Settings.SetItem("validation-fraction", [validation]).SetItem("epochs", [.. epochs.Split(',')]),
        };

        Assert.Contains(why, Assert.Throws<ArgumentException>(() => sweep.Requests()).Message);
    }

    [Fact]
    public void Requests_HalvingOfOneChoice_SaysWhy()
    {
        var sweep = Both with { Halving = 2, Architectures = [Workplace.Network], Settings = Settings(("validation-fraction", "0.2")) };

        Assert.Contains("at least two choices", Assert.Throws<ArgumentException>(() => sweep.Requests()).Message);
    }

    [Fact]
    public void Json_OfASweep_ReadsBackTheSame()
    {
        var sweep = Both with
        {
            Tags = ["one", "two words"],
            Images = ImageSettings.Format(new() { Size = (96, 128), Channels = 1, TestFraction = 0.2 }),
            Settings = Settings(("learning-rate", "0.1"), ("epochs", "4"), ("validation-fraction", "0.2")),
            Seeds = 3,
            Choices = 2,
            DrawSeed = 7,
            Halving = 2,
        };

        var read = Sweep.FromJson(sweep.ToJson());

        Assert.Equal(sweep.ToJson(), read.ToJson());
        Assert.Equal(sweep.Requests().Select(r => r.ToJson()), read.Requests().Select(r => r.ToJson()));
        Assert.Equal(sweep.Images, read.Images);
        Assert.Equal((sweep.Group, 3, 2, 7, 2), (read.Group, read.Seeds, read.Choices!.Value, read.DrawSeed, read.Halving!.Value));
        Assert.Contains("\"lenet\"", sweep.ToJson());
    }

    [Fact]
    public void FromJson_WrittenByHand_HasTheStandardsOfASweep()
    {
        var read = Sweep.FromJson("""
            {
              // the least there is
              "version": 1, "data": "bundled", "architectures": ["lenet", "vgg11/4"],
              "settings": { "learning-rate": ["0.1", "0.01"] },
            }
            """);

        Assert.Equal(["lenet", "lenet", "vgg11/4", "vgg11/4"], read.Requests().Select(r => r.Architecture.Name));
        Assert.Equal((1, null, null), (read.Seeds, read.Group, read.Halving));
    }

    [Theory]
    [InlineData("{", "This is no sweep")]
    [InlineData("""{"data": "x"}""", "its version is missing")]
    [InlineData("""{"version": "1", "data": "x"}""", "its version is missing")]
    [InlineData("""{"version": 2, "news": true}""", "The sweep is of version 2, but this version of MlNetCnn reads 1: update it.")]
    [InlineData("""{"version": 1, "data": "x"}""", "it lacks 'architectures'")]
    [InlineData("""{"version": 1, "data": "x", "architectures": ["lenot"]}""", "lenet")]
    [InlineData("""{"version": 1, "data": "x", "architectures": "lenet"}""", "the value of 'architectures' is of another kind")]
    [InlineData("""{"version": 1, "data": "x", "architectures": [null]}""", "'architectures' has an empty value")]
    [InlineData("""{"version": 1, "data": null, "architectures": ["lenet"]}""", "'data' must not be null")]
    [InlineData("""{"version": 1, "data": "x", "architectures": ["lenet"], "seed": 3}""", "there is no property 'seed'")]
    [InlineData("""{"version": 1, "data": "x", "architectures": ["lenet"], "seeds": "3"}""", "the value of 'seeds' is of another kind")]
    [InlineData("""{"version": 1, "data": "x", "architectures": ["lenet"], "settings": {"epochs": [[3]]}}""", "the value of 'settings.epochs[0]' is of another kind")]
    public void FromJson_WhatIsNoSweep_SaysWhy(string json, string why) =>
        Assert.Contains(why, Assert.Throws<InvalidDataException>(() => Sweep.FromJson(json)).Message);

    [Fact]
    public void Load_FileThatIsNoSweep_NamesIt()
    {
        using var workplace = new Workplace();
        File.WriteAllText(workplace.In("sweep.json"), "[]");

        Assert.StartsWith($"'{workplace.In("sweep.json")}': This is no sweep: ", Assert.Throws<InvalidDataException>(() => Sweep.Load(workplace.In("sweep.json"))).Message);
    }

    private static string Refusal(Sweep sweep) => Assert.Throws<ArgumentException>(() => sweep.Requests()).Message;

    private static ImmutableSortedDictionary<string, ImmutableArray<string>> Settings(params (string Name, string Value)[] settings) =>
        settings.ToImmutableSortedDictionary(s => s.Name, s => ImmutableArray.Create(s.Value), StringComparer.Ordinal);
}

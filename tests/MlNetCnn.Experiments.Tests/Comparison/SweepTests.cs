using System.Collections.Immutable;
using CsCheck;

namespace MlNetCnn.Experiments.Tests.Comparison;

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

    [Theory]
    [InlineData("learning-rate", "-1", "LearningRate is -1")]
    [InlineData("learning-rat", "1", "learning-rate")]
    [InlineData("seed", "1", "numbers its seeds itself")]
    public void Requests_WrongSetting_SaysSo(string name, string value, string why) =>
        Assert.Contains(why, Assert.ThrowsAny<Exception>(() => (Both with { Settings = Both.Settings.SetItem(name, [value]) }).Requests()).Message);
}

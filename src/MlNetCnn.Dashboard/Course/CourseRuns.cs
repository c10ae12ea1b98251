using System.Collections.Immutable;
using System.Globalization;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>The three runs that the course ends with.</summary>
internal static class CourseRuns
{
    /// <summary>How they are found again.</summary>
    public const string Tag = "course";

    // VGG halves the size five times: images of 28 pixels would be gone before the end.
    private const int Side = 32;

    /// <summary>
    /// The networks with the epochs each is given, small enough for two cores and a few minutes, and the learning rate where it is not the recipe's.
    /// </summary>
    public static ImmutableArray<(string Reference, int Epochs, string Why, string? LearningRate)> Networks { get; } =
    [
        ("lenet", 15, "Small and quick: 15 times through the images.", null),
        // At a third of this rate, which is its recipe's and suits the whole network, ten epochs end at 76 %.
        ("vgg11/8", 10, "An eighth of the channels, but fully connected layers as wide as ever, so that it takes longest: some minutes.", "0.0003"),
        ("resnet18", 3, "The whole network: three times through the images, which takes several times as long as all of LeNet.", null),
    ];

    /// <summary>The name of a new group.</summary>
    public static string NewGroup(DateTimeOffset now) => string.Create(CultureInfo.InvariantCulture, $"{Tag}-{now:yyyyMMdd-HHmmss}");

    /// <summary>What is asked for, in order.</summary>
    public static IEnumerable<RunRequest> Requests(string group) => Networks.Select(network => new RunRequest
    {
        Architecture = Architectures.Find(network.Reference),
        Data = "bundled",
        Images = ImmutableSortedDictionary<string, string>.Empty.Add("size", $"{Side}"),
        Group = group,
        Tags = [Tag],
    }.With(Settings(network.Epochs, network.LearningRate)));

    /// <summary>The newest group of those that people did not throw away; none where none was ever asked for.</summary>
    /// <param name="runs">All runs, the newest first.</param>
    public static ImmutableArray<RunSummary> Newest(IEnumerable<RunSummary> runs)
    {
        var kept = runs.Where(r => r.TrashedAt is null);
        return kept.FirstOrDefault(r => r.Tags.Contains(Tag))?.Group is { } group ? [.. kept.Where(r => r.Group == group)] : [];
    }

    private static IEnumerable<KeyValuePair<string, string>> Settings(int epochs, string? learningRate)
    {
        yield return new("epochs", $"{epochs}");
        yield return new("seed", "1");
        if (learningRate is not null)
            yield return new("learning-rate", learningRate);
    }
}

using System.Collections.Immutable;
using System.Globalization;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>The three runs at the end of the course.</summary>
internal static class CourseRuns
{
    /// <summary>The tag that identifies them.</summary>
    public const string Tag = "course";

    // VGG halves the size five times, too often for images of 28 pixels.
    private const int Side = 32;

    /// <summary>
    /// The networks with their epochs, small enough for a few minutes on two cores, and the learning rate where it differs from the recipe.
    /// </summary>
    public static ImmutableArray<(string Reference, int Epochs, string Why, string? LearningRate)> Networks { get; } =
    [
        ("lenet", 15, "Small and quick: 15 times through the images.", null),
        // At a third of this rate, the recipe's, which suits the full-width network, ten epochs end at 76 %.
        ("vgg11/8", 10, "An eighth of the channels, but fully connected layers as wide as ever, so that it takes longest: some minutes.", "0.0003"),
        ("resnet18", 3, "The whole network: three times through the images, which takes several times as long as all of LeNet.", null),
    ];

    public static string NewGroup(DateTimeOffset now) => string.Create(CultureInfo.InvariantCulture, $"{Tag}-{now:yyyyMMdd-HHmmss}");

    public static IEnumerable<RunRequest> Requests(string group) => Networks.Select(network => new RunRequest
    {
        Architecture = Architectures.Find(network.Reference),
        Data = "bundled",
        Images = ImmutableSortedDictionary<string, string>.Empty.Add("size", $"{Side}"),
        Group = group,
        Tags = [Tag],
    }.With(Settings(network.Epochs, network.LearningRate)));

    /// <summary>The newest group that is not in the trash; empty if there is none. <paramref name="runs"/> are newest first.</summary>
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

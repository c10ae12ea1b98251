using System.Collections.Immutable;
using System.Globalization;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard.Course;

/// <summary>The three runs that the course ends with.</summary>
internal static class CourseRuns
{
    /// <summary>How they are found again.</summary>
    public const string Tag = "course";

    // VGG halves the size five times: images of 28 pixels would be gone before the end.
    private const int Side = 32;

    /// <summary>The networks with the epochs each is given: small enough for two cores and a few minutes.</summary>
    public static ImmutableArray<(string Reference, int Epochs, string Why)> Networks { get; } =
    [
        ("lenet", 15, "Small and quick: 15 times through the images."),
        ("vgg11/8", 10, "An eighth of the channels, so that it is done in minutes."),
        ("resnet18", 3, "The whole network: three times through the images, which takes several times as long as all of LeNet."),
    ];

    /// <summary>The name of a new group.</summary>
    public static string NewGroup(DateTimeOffset now) => string.Create(CultureInfo.InvariantCulture, $"{Tag}-{now:yyyyMMdd-HHmmss}");

    /// <summary>What is asked for, in order.</summary>
    public static IEnumerable<RunRequest> Requests(string group) => Networks.Select(network => new RunRequest
    {
        Architecture = Architectures.Find(network.Reference),
        Data = "bundled",
        Images = new RunImages { Size = new Size2d(Side) },
        Group = group,
        Tags = [Tag],
    }.With([new("epochs", $"{network.Epochs}"), new("seed", "1")]));

    /// <summary>The newest group of those that people did not throw away; none where none was ever asked for.</summary>
    /// <param name="runs">All runs, the newest first.</param>
    public static ImmutableArray<RunSummary> Newest(IEnumerable<RunSummary> runs)
    {
        var kept = runs.Where(r => r.TrashedAt is null);
        return kept.FirstOrDefault(r => r.Tags.Contains(Tag))?.Group is { } group ? [.. kept.Where(r => r.Group == group)] : [];
    }
}

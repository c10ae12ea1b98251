using System.Collections.Immutable;
using System.Globalization;
using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Dashboard.Pipeline;

/// <summary>A run as somebody fills its form in: every field as it was typed, right or wrong.</summary>
internal sealed record PipelineDraft
{
    private static readonly ImmutableSortedDictionary<string, string> NoSettings = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The name of a data set.</summary>
    public string Data { get; init; } = DataSets.Bundled.Name;

    /// <summary>The network, as addresses name it: <c>vgg11/4</c>, <c>own:mine</c>.</summary>
    public string Network { get; init; } = "lenet";

    /// <summary>A side, or height x width; empty for the images' own.</summary>
    public string Size { get; init; } = "";

    /// <summary>1, 3 or empty for the images' own.</summary>
    public string Channels { get; init; } = "";

    /// <summary>How images of another size come to it.</summary>
    public ResizeMode Resize { get; init; }

    /// <summary>The share kept back for the test where the data have no test images; empty for none.</summary>
    public string TestFraction { get; init; } = "";

    /// <summary>What was typed for settings of training, by their names; none is empty.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = NoSettings;

    /// <summary>What to call the run; empty for the network's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Words to find it by, apart by commas.</summary>
    public string Tags { get; init; } = "";

    /// <summary>A note to keep with it.</summary>
    public string Note { get; init; } = "";

    /// <summary>A whole number; empty for 0.</summary>
    public string Priority { get; init; } = "";

    /// <summary>What stands in the form for a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="network">How its network is named.</param>
    public static PipelineDraft Of(RunRequest request, string network) => new()
    {
        Data = request.Data,
        Network = network,
        Size = request.Images.Size is { } size ? size.IsSquare ? $"{size.Height}" : $"{size.Height}x{size.Width}" : "",
        Channels = request.Images.Channels?.ToString(CultureInfo.InvariantCulture) ?? "",
        Resize = request.Images.Resize,
        TestFraction = request.Images.TestFraction?.ToString(CultureInfo.InvariantCulture) ?? "",
        Settings = request.Settings,
        Name = request.Name ?? "",
        Tags = string.Join(", ", request.Tags),
    };

    /// <summary>With a setting typed, or taken away where nothing is left of it.</summary>
    public PipelineDraft With(TrainingSetting setting, string text) => this with
    {
        Settings = text.Trim() is { Length: > 0 } typed ? Settings.SetItem(setting.Name, typed) : Settings.Remove(setting.Name),
    };
}

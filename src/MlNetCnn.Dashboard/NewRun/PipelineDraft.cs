using System.Collections.Immutable;
using System.Globalization;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>A run as somebody fills its form in: every field as it was typed, right or wrong.</summary>
internal sealed record PipelineDraft
{
    private static readonly ImmutableSortedDictionary<string, string> NoSettings = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The name of a data set.</summary>
    public string Data { get; init; } = DataSets.Bundled.Name;

    /// <summary>The network, as addresses name it: <c>vgg11/4</c>, <c>own:mine</c>; several apart by commas.</summary>
    public string Network { get; init; } = "lenet";

    /// <summary>What was typed for how images are read, by the names in <see cref="ImageSettings"/>; none is empty.</summary>
    public ImmutableSortedDictionary<string, string> Images { get; init; } = NoSettings;

    /// <summary>What was typed for settings of training, by their names, several values apart by commas; none is empty.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = NoSettings;

    /// <summary>Runs of each choice, a whole number; empty for one.</summary>
    public string Seeds { get; init; } = "";

    /// <summary>The group the runs belong to; empty for none, or for a new one where there are several.</summary>
    public string Group { get; init; } = "";

    /// <summary>The name of the run that this was copied from, which has what no field shows; empty for none.</summary>
    public string Origin { get; init; } = "";

    /// <summary>Whether it starts anew even where the run it was copied from did not.</summary>
    public bool StartsAnew { get; init; }

    /// <summary>What to call the run; empty for the network's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Words to find it by, apart by commas.</summary>
    public string Tags { get; init; } = "";

    /// <summary>A note to keep with it.</summary>
    public string Note { get; init; } = "";

    /// <summary>A whole number; empty for 0.</summary>
    public string Priority { get; init; } = "";

    /// <summary>The networks, at least one.</summary>
    public ImmutableArray<string> Networks => [.. Network.Split(',', StringSplitOptions.TrimEntries)];

    /// <summary>What stands in the form for a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="network">How its network is named.</param>
    public static PipelineDraft Of(Run run, string network) => new()
    {
        Data = run.Request.Data,
        Network = network,
        Images = run.Request.Images,
        Settings = run.Request.Settings,
        Group = run.Group ?? "",
        Name = run.Request.Name ?? "",
        Tags = string.Join(", ", run.Tags),
        Note = run.Note ?? "",
        Priority = run.Priority == 0 ? "" : run.Priority.ToString(CultureInfo.InvariantCulture),
        Origin = run.Id,
    };

    /// <summary>With another network in one place, or none there any more.</summary>
    public PipelineDraft WithNetwork(int place, string? network) => this with
    {
        Network = string.Join(',', network is null ? Networks.RemoveAt(place) : Networks.SetItem(place, network)),
    };

    /// <summary>With a setting of training typed, or taken away where nothing is left of it.</summary>
    public PipelineDraft With(string setting, string text) => this with { Settings = With(Settings, setting, text) };

    /// <summary>As <see cref="With(string, string)"/>, of how images are read.</summary>
    public PipelineDraft WithImages(string setting, string text) => this with { Images = With(Images, setting, text) };

    private static ImmutableSortedDictionary<string, string> With(ImmutableSortedDictionary<string, string> settings, string name, string text) =>
        text.Trim() is { Length: > 0 } typed ? settings.SetItem(name, typed) : settings.Remove(name);
}

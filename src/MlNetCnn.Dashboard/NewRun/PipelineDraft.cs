using System.Collections.Immutable;
using System.Globalization;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>The form of a new run: every field as typed, valid or not.</summary>
public sealed record PipelineDraft
{
    private static readonly ImmutableSortedDictionary<string, string> NoSettings = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public string Data { get; init; } = DataSets.Bundled.Name;

    /// <summary>The name of a network in URLs: <c>vgg11/4</c>, <c>own:mine</c>; several separated by commas.</summary>
    public string Network { get; init; } = "lenet";

    /// <summary>Image settings as typed, by the names in <see cref="ImageSettings"/>; no value is empty.</summary>
    public ImmutableSortedDictionary<string, string> Images { get; init; } = NoSettings;

    /// <summary>Training settings as typed, by name, several values separated by commas; no value is empty.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = NoSettings;

    /// <summary>Runs per choice, a whole number; empty for one.</summary>
    public string Seeds { get; init; } = "";

    /// <summary>Empty for none, or for a new group where there are several runs.</summary>
    public string Group { get; init; } = "";

    /// <summary>The ID of the run that this was copied from, for settings without a field; empty for none.</summary>
    public string Origin { get; init; } = "";

    /// <summary>Whether to train from scratch although the original run did not.</summary>
    public bool StartsAnew { get; init; }

    /// <summary>Empty for the network's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Separated by commas.</summary>
    public string Tags { get; init; } = "";

    public string Note { get; init; } = "";

    /// <summary>A whole number; empty for 0.</summary>
    public string Priority { get; init; } = "";

    /// <summary>At least one; pretrained weights of the catalog name theirs.</summary>
    public ImmutableArray<string> Networks => Weights is { } weights ? [NetworkSource.Of(weights).Reference] : [.. Network.Split(',', StringSplitOptions.TrimEntries)];

    /// <summary>The pretrained weights that are typed, where they have a name.</summary>
    public PretrainedEntry? Weights =>
        Settings.TryGetValue(DataDefaults.Pretrained, out var name) && PretrainedNetworks.TryFind(name, out var entry) ? entry : null;

    /// <summary>The form of an existing run.</summary>
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

    /// <summary>Replaces the network at a position, and with it pretrained weights that have a name; null removes it.</summary>
    public PipelineDraft WithNetwork(int place, string? network) => this with
    {
        Network = string.Join(',', network is null ? Networks.RemoveAt(place) : Networks.SetItem(place, network)),
        Settings = Weights is null ? Settings : Settings.Remove(DataDefaults.Pretrained),
    };

    /// <summary>Sets a training setting; an empty text removes it.</summary>
    public PipelineDraft With(string setting, string text) => this with { Settings = With(Settings, setting, text) };

    /// <summary>Sets an image setting; an empty text removes it.</summary>
    public PipelineDraft WithImages(string setting, string text) => this with { Images = With(Images, setting, text) };

    private static ImmutableSortedDictionary<string, string> With(ImmutableSortedDictionary<string, string> settings, string name, string text) =>
        text.Trim() is { Length: > 0 } typed ? settings.SetItem(name, typed) : settings.Remove(name);
}

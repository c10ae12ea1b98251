using System.Collections.Immutable;
using MlNetCnn.Training;
using Microsoft.AspNetCore.WebUtilities;

namespace MlNetCnn.Dashboard;

/// <summary>A draft as query string, so that reloading or sharing the URL restores the form.</summary>
internal static class DraftAddress
{
    private static readonly PipelineDraft Fresh = new();

    /// <summary>Contains only what differs from an empty form.</summary>
    public static string Of(PipelineDraft draft)
    {
        var fields = new (string Name, string Value, string Default)[]
        {
            ("data", draft.Data, Fresh.Data),
            ("architecture", draft.Network, ""),
            ("seeds", draft.Seeds, ""),
            ("group", draft.Group, ""),
            ("name", draft.Name, ""),
            ("tags", draft.Tags, ""),
            ("note", draft.Note, ""),
            ("priority", draft.Priority, ""),
            ("origin", draft.Origin, ""),
            ("anew", draft.StartsAnew ? "true" : "", ""),
        };
        return QueryHelpers.AddQueryString("runs/new", fields.Where(f => f.Value != f.Default)
            .Select(f => KeyValuePair.Create(f.Name, (string?)f.Value)).Concat(draft.Images.Concat(draft.Settings).Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))));
    }

    /// <summary>Missing or invalid values are those of an empty form.</summary>
    public static PipelineDraft Read(Uri address)
    {
        var query = QueryHelpers.ParseQuery(address.Query);
        return new()
        {
            Data = Text("data") is { Length: > 0 } data ? data : Fresh.Data,
            // own/mine is the readable form of own:mine.
            Network = Text("architecture") is { Length: > 0 } network
                ? network.StartsWith("own/", StringComparison.Ordinal) ? $"own:{network[4..]}" : network
                : Fresh.Network,
            Seeds = Text("seeds"),
            Group = Text("group"),
            Name = Text("name"),
            Tags = Text("tags"),
            Note = Text("note"),
            Priority = Text("priority"),
            Origin = Text("origin"),
            StartsAnew = Text("anew") == "true",
            Images = Texts(ImageSettings.All),
            Settings = Texts(TrainingSettings.All.Where(s => s.Group != TrainingSettingGroup.Columns)),
        };

        ImmutableSortedDictionary<string, string> Texts(IEnumerable<Setting> settings) => settings.Where(s => Text(s.Name).Trim().Length > 0)
            .ToImmutableSortedDictionary(s => s.Name, s => Text(s.Name), StringComparer.Ordinal);

        string Text(string name) => query.TryGetValue(name, out var values) ? values[0] ?? "" : "";
    }
}

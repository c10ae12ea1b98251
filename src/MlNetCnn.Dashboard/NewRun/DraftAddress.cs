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

    /// <summary>What the address has not is as in another form, by default an empty one.</summary>
    public static PipelineDraft Read(Uri address, PipelineDraft? start = null)
    {
        start ??= Fresh;
        var query = QueryHelpers.ParseQuery(address.Query);
        return new()
        {
            Data = Text("data", start.Data),
            // own/mine is the readable form of own:mine.
            Network = Text("architecture") is { Length: > 0 } network
                ? network.StartsWith("own/", StringComparison.Ordinal) ? $"own:{network[4..]}" : network
                : start.Network,
            Seeds = Text("seeds", start.Seeds),
            Group = Text("group", start.Group),
            Name = Text("name", start.Name),
            Tags = Text("tags", start.Tags),
            Note = Text("note", start.Note),
            Priority = Text("priority", start.Priority),
            Origin = Text("origin", start.Origin),
            StartsAnew = Text("anew", start.StartsAnew ? "true" : "") == "true",
            Images = start.Images.SetItems(Texts(ImageSettings.All)),
            Settings = start.Settings.SetItems(Texts(TrainingSettings.All.Where(s => s.Group != TrainingSettingGroup.Columns))),
        };

        IEnumerable<KeyValuePair<string, string>> Texts(IEnumerable<Setting> settings) =>
            settings.Select(s => KeyValuePair.Create(s.Name, Text(s.Name))).Where(s => s.Value.Trim().Length > 0);

        string Text(string name, string otherwise = "") => query.TryGetValue(name, out var values) && values[0] is { Length: > 0 } text ? text : otherwise;
    }
}

using System.Collections.Immutable;
using System.Text.Json;

namespace MlNetCnn.Dashboard;

/// <summary>Views of the list of runs, by name, as the browser keeps them.</summary>
internal static class SavedViews
{
    public const int Most = 20, MostLetters = 40;

    private const int MostText = 16_000;

    public static ImmutableSortedDictionary<string, RunListView> None { get; } = ImmutableSortedDictionary.Create<string, RunListView>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Anybody may have written the text: what does not fit is left out.</summary>
    public static ImmutableSortedDictionary<string, RunListView> Read(string? text)
    {
        try
        {
            var kept = text is null or { Length: > MostText } ? null : JsonSerializer.Deserialize<Dictionary<string, string?>>(text);
            return None.SetItems((kept ?? []).Where(v => v is { Key.Length: > 0 and <= MostLetters, Value: not null }).Take(Most).Select(v => KeyValuePair.Create(v.Key, RunListView.Of(new Uri("http://view/" + v.Value)))));
        }
        catch (Exception e) when (e is JsonException or UriFormatException)
        {
            return None;
        }
    }

    /// <summary>Null where there are too many.</summary>
    public static string? Write(IReadOnlyDictionary<string, RunListView> views)
    {
        var text = JsonSerializer.Serialize(views.ToDictionary(v => v.Key, v => v.Value.At("")));
        return views.Count > Most || text.Length > MostText ? null : text;
    }
}

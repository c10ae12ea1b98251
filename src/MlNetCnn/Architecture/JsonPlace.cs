using System.Text.Json;

namespace MlNetCnn;

/// <summary>Writes places and values of JSON into errors, cut where they are long.</summary>
internal static class JsonPlace
{
    private const int Longest = 40;

    public static string Inside(string path, string property) =>
        property.Length > 0 && property.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '$')
            ? $"{path}.{Cut(property)}"
            : $"{path}['{Cut(property)}']";

    public static string Quote(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.String => $"'{Cut(value.GetString()!)}'",
        _ => Cut(value.GetRawText()),
    };

    private static string Cut(string text) => text.Length > Longest ? text[..Longest] + "…" : text;
}

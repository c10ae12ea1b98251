using System.Text;

namespace MlNetCnn.Training;

/// <summary>Texts joined by commas; a comma or a backslash that belongs to one has a backslash before it.</summary>
internal static class ListText
{
    private const string Nothing = "none";

    public static TextForm<IReadOnlyList<string>> Form { get; } = new(
        SettingKind.List, "LIST", "texts joined by commas, or none", TryRead, Write)
    {
        Words = [Nothing],
    };

    /// <summary>The parts as they were before <see cref="Join"/>.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var parts = new List<StringBuilder> { new() };
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == ',')
                parts.Add(new());
            else
                parts[^1].Append(text[i] == '\\' && i + 1 < text.Length ? text[++i] : text[i]);
        }
        return [.. parts.Select(p => p.ToString())];
    }

    public static string Join(IEnumerable<string> parts) => string.Join(',', parts.Select(p =>
        p.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)));

    private static string Write(IReadOnlyList<string> list) => list switch
    {
        [] => Nothing,
        [Nothing] => $"\\{Nothing}",
        _ => Join(list),
    };

    private static bool TryRead(string text, out IReadOnlyList<string> list)
    {
        list = text == Nothing ? [] : Split(text);
        return true;
    }
}

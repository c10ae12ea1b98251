using System.Globalization;
using System.Text.Json;

namespace MlNetCnn.Dashboard;

/// <summary>Layer settings as text fields.</summary>
internal static class SettingText
{
    public const string Classes = "classes";

    /// <summary>Its name as words: <c>outChannels</c> → Out channels.</summary>
    public static string Label(LayerSetting setting) =>
        string.Concat(setting.Name.Select((c, i) => i == 0 ? $"{char.ToUpperInvariant(c)}" : char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));

    public static string Format(LayerSetting setting, object? value) => value switch
    {
        null => setting.Type == typeof(int?) ? Classes : "",
        Size2d { IsSquare: true } size => size.Height.ToString(CultureInfo.InvariantCulture),
        Size2d size => $"{size.Height}x{size.Width}",
        Enum word => JsonNamingPolicy.CamelCase.ConvertName(word.ToString()),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    /// <summary>Ranges are checked later, by the network.</summary>
    /// <exception cref="FormatException">It is no such value; the message says what to write.</exception>
    public static object? Parse(LayerSetting setting, string text)
    {
        text = text.Trim();
        if (text.Length == 0 && setting.AllowsNull)
            return null;
        if (setting.Type == typeof(int?) && text.Equals(Classes, StringComparison.OrdinalIgnoreCase))
            return null;
        if (setting.Type == typeof(string))
            return text;
        if (setting.Type == typeof(Size2d) || setting.Type == typeof(Size2d?))
            return Size2d.Parse(text);
        if (setting.Type.IsEnum)
            return Enum.TryParse(setting.Type, text, ignoreCase: true, out var word) ? word : throw Wrong(setting, text);
        if (setting.Type == typeof(double))
            return double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong(setting, text);
        return int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole) ? whole : throw Wrong(setting, text);
    }

    private static FormatException Wrong(LayerSetting setting, string text) =>
        new($"'{text}' is no {setting.Name}: write {SettingForm.Of(setting.Type).Expects}.");
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace MlNetCnn;

/// <summary>The forms that several settings have.</summary>
internal static class TextForms
{
    public static TextForm<int> WholeNumber { get; } = new(
        SettingKind.WholeNumber, "N", "a whole number",
        (string text, out int value) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value),
        value => value.ToString(CultureInfo.InvariantCulture));

    public static TextForm<double> Number { get; } = new(SettingKind.Number, "X", "a number", TryReadNumber, Write);

    public static TextForm<double> Share { get; } = Number with
    {
        Needed = "a number above 0 and below 1",
        TryRead = (string text, out double value) => TryReadNumber(text, out value) && value is > 0 and < 1,
    };

    public static TextForm<bool> Flag { get; } = new(
        SettingKind.Flag, "true|false", "true or false", bool.TryParse, value => value ? "true" : "false");

    public static TextForm<string> AnyText(string placeholder, params string[] words) => new(
        SettingKind.Text, placeholder, "a text",
        (string text, [MaybeNullWhen(false)] out string value) =>
        {
            value = text;
            return true;
        },
        value => value)
    {
        Words = [.. words],
    };

    public static TextForm<TensorShape> Shape { get; } = new(
        SettingKind.Text, "CxHxW", "channels, height and width, like 3x32x32", TryReadShape, shape => string.Join('x', shape.Dimensions));

    /// <summary>The names of an enumeration in small letters.</summary>
    public static TextForm<T> NamesOf<T>()
        where T : struct, Enum => Choice([.. Enum.GetValues<T>().Select(v => ($"{v}".ToLowerInvariant(), v))]);

    public static TextForm<T> Choice<T>(params (string Word, T Value)[] choices)
    {
        string[] words = [.. choices.Select(c => c.Word)];
        return new(
            SettingKind.Choice, string.Join('|', words), $"{string.Join(", ", words[..^1])} or {words[^1]}",
            (string text, [MaybeNullWhen(false)] out T value) =>
            {
                var index = Array.FindIndex(words, w => w.Equals(text, StringComparison.OrdinalIgnoreCase));
                value = index < 0 ? default! : choices[index].Value;
                return index >= 0;
            },
            value => choices.First(c => EqualityComparer<T>.Default.Equals(c.Value, value)).Word)
        {
            Words = [.. words],
        };
    }

    public static bool TryReadNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    /// <summary>The shortest text that reads back exactly, with exponents as people write them: <c>1e-5</c>.</summary>
    public static string Write(double value) => Short(value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc cref="Write(double)"/>
    public static string Write(float value) => Short(value.ToString(CultureInfo.InvariantCulture));

    private static string Short(string number) => number.Replace("E-0", "e-", StringComparison.Ordinal)
        .Replace("E+0", "e", StringComparison.Ordinal).Replace("E+", "e", StringComparison.Ordinal).Replace("E-", "e-", StringComparison.Ordinal);

    private static bool TryReadShape(string text, out TensorShape shape)
    {
        try
        {
            shape = TensorShape.Parse(text);
            return true;
        }
        catch (FormatException)
        {
            shape = null!;
            return false;
        }
    }
}

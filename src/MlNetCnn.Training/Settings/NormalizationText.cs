using System.Globalization;

namespace MlNetCnn.Training;

/// <summary>A normalization as text: a word, or the values of the channels joined by slashes.</summary>
internal static class NormalizationText
{
    public static TextForm<Normalization> Form { get; } = new(
        SettingKind.Text, "HOW",
        "none, measured, imagenet or values by channel like mean=0.5/0.5/0.5:std=0.2/0.2/0.2, as many of each and std above 0", TryRead, Write)
    {
        Words = ["none", "measured", "imagenet"],
    };

    private static string Write(Normalization value)
    {
        if (value.IsMeasured)
            return "measured";
        if (value == Normalization.None)
            return "none";
        return value == Normalization.ImageNet ? "imagenet" : $"mean={Join(value.Mean)}:std={Join(value.Std)}";
    }

    private static bool TryRead(string text, out Normalization value)
    {
        var known = text.ToLowerInvariant() switch
        {
            "none" => Normalization.None,
            "measured" => Normalization.Measured,
            "imagenet" => Normalization.ImageNet,
            _ => null,
        };
        value = known ?? Normalization.None;
        return known is not null || TryReadValues(text, out value);
    }

    private static bool TryReadValues(string text, out Normalization value)
    {
        value = Normalization.None;
        if (text.Split(':') is not [var first, var second] || Split(first, "mean=") is not { } mean || Split(second, "std=") is not { } std)
            return false;
        try
        {
            value = Normalization.Of(mean, std);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string Join(IEnumerable<float> values) => string.Join('/', values.Select(TextForms.Write));

    private static float[]? Split(string text, string name)
    {
        if (!text.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            return null;
        var parts = text[name.Length..].Split('/');
        var values = new float[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!float.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]))
                return null;
        }
        return values;
    }
}

using System.Globalization;

namespace MlNetCnn.Dashboard;

/// <summary>Input shape and number of classes in the query string, so that a link reproduces the page.</summary>
internal static class NetworkAddress
{
    /// <summary>Missing or invalid values are the default.</summary>
    public static (TensorShape Input, int Classes) Read(string? input, string? classes, TensorShape defaultInput, int defaultClasses)
    {
        var shape = defaultInput;
        try
        {
            if (!string.IsNullOrEmpty(input) && TensorShape.Parse(input) is { IsImage: true } parsed)
                shape = parsed;
        }
        catch (FormatException)
        {
            // Invalid input typed into the URL: the fields show the default.
        }
        return (shape, int.TryParse(classes, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 2 ? count : defaultClasses);
    }

    /// <summary>The query string.</summary>
    public static string Query(TensorShape input, int classes) => $"input={string.Join('x', input.Dimensions)}&classes={classes}";
}

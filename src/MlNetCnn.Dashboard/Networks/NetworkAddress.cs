using System.Globalization;

namespace MlNetCnn.Dashboard;

/// <summary>The images and classes that an address says, so that a link reproduces what is seen.</summary>
internal static class NetworkAddress
{
    /// <summary>Reads <c>input</c> and <c>classes</c>; what is missing or cannot be used is the default.</summary>
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
            // An address typed by hand: the fields show what is used instead.
        }
        return (shape, int.TryParse(classes, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 2 ? count : defaultClasses);
    }

    /// <summary>The part of an address behind '?'.</summary>
    public static string Query(TensorShape input, int classes) => $"input={string.Join('x', input.Dimensions)}&classes={classes}";
}

namespace MlNetCnn.Components;

/// <summary>How the curves of a chart are told apart: eight colors that color-blind people can tell apart, times four patterns of dashes.</summary>
internal static class ChartStyle
{
    private const int Colors = 8, Dashes = 4;

    /// <summary>How many curves look different.</summary>
    public const int Count = Colors * Dashes;

    /// <summary>The classes of the curve at this place: neighbors differ in color and dashes.</summary>
    public static string Of(int index) => $"curve color-{index % Colors} dash-{(index + (index / Colors)) % Dashes}";
}

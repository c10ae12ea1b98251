using System.Globalization;

namespace MlNetCnn.Training;

/// <summary>A number of bytes as text, in the largest unit that gives a whole number: <c>512MiB</c>.</summary>
internal static class ByteCountText
{
    private static readonly string[] Units = ["", "KiB", "MiB", "GiB", "TiB"];

    public static TextForm<long> Form { get; } = new(
        SettingKind.Text, "BYTES", "a number of bytes like 512MiB, 2GiB or 1000000", TryRead, Write);

    private static string Write(long bytes)
    {
        var unit = 0;
        while (bytes != 0 && bytes % 1024 == 0 && unit < Units.Length - 1)
            (bytes, unit) = (bytes / 1024, unit + 1);
        return $"{bytes.ToString(CultureInfo.InvariantCulture)}{Units[unit]}";
    }

    private static bool TryRead(string text, out long bytes)
    {
        var unit = Units.Length - 1;
        while (!text.EndsWith(Units[unit], StringComparison.OrdinalIgnoreCase))
            unit--;
        var number = text[..^Units[unit].Length].TrimEnd();
        bytes = 0;
        if (!long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count))
            return false;
        var all = (Int128)count << (10 * unit);
        if (all < long.MinValue || all > long.MaxValue)
            return false;
        bytes = (long)all;
        return true;
    }
}

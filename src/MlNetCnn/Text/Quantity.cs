using System.Globalization;

namespace MlNetCnn;

/// <summary>Large numbers as people read them: three digits and a unit.</summary>
internal static class Quantity
{
    private static readonly string[] ByteUnits = ["B", "KiB", "MiB", "GiB", "TiB"];
    private static readonly string[] CountUnits = ["", "k", "M", "G", "T"];

    /// <summary>A size in memory by powers of 1,024: <c>241 KiB</c>.</summary>
    public static string Bytes(long bytes) => Short(bytes, 1024, ByteUnits);

    /// <summary>A count by powers of 1,000: <c>319 M</c>.</summary>
    public static string Count(long count) => Short(count, 1000, CountUnits);

    private static string Short(long value, int step, string[] units)
    {
        var (number, unit) = ((double)value, 0);
        // What would be rounded up to the next unit is written in it.
        while (number >= step - 0.5 && unit < units.Length - 1)
            (number, unit) = (number / step, unit + 1);
        var format = unit == 0 || number >= 99.95 ? "0" : number >= 9.995 ? "0.0" : "0.00";
        return $"{number.ToString(format, CultureInfo.InvariantCulture)} {units[unit]}".TrimEnd();
    }
}

using System.Globalization;

namespace MlNetCnn.Textbook;

/// <summary>
/// Arrays as people type and read them. Typed: numbers apart by spaces or commas, rows by ';', channels by '|', output channels by
/// '/': <c>0 1;2 3|1 2;3 4</c> is two channels of 2×2. Shown: in brackets, <c>[[0,1],[2,3]]</c>.
/// </summary>
public static class ArrayText
{
    private const StringSplitOptions Trimmed = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    /// <summary>Reads a matrix: <c>0 1 2;3 4 5</c>.</summary>
    /// <exception cref="FormatException">It is empty or ragged, or holds something that is not a finite number.</exception>
    public static float[,] ParseMatrix(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rows = text.Split(';').Select(row => row.Split([' ', ',', '\t'], Trimmed)).ToArray();
        var matrix = new float[rows.Length, rows[0].Length];
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].Length == 0)
                throw new FormatException($"Row {i + 1} of '{text}' has no numbers: write rows apart by ';', like 0 1 2;3 4 5.");
            if (rows[i].Length != rows[0].Length)
                throw new FormatException($"Row {i + 1} of '{text}' has {rows[i].Length} numbers, but row 1 has {rows[0].Length}: "
                    + "give every row the same number.");
            for (var j = 0; j < rows[i].Length; j++)
                matrix[i, j] = ParseNumber(rows[i][j], text);
        }
        return matrix;
    }

    /// <summary>Reads channels, [c, h, w]: <c>0 1;2 3|1 2;3 4</c>.</summary>
    /// <exception cref="FormatException">A channel is no matrix, or the channels differ in shape.</exception>
    public static float[,,] ParseChannels(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var channels = text.Split('|').Select(ParseMatrix).ToArray();
        RequireSameShape(channels, "Channel", text);
        return Slices.Stack(channels.Length, c => channels[c]);
    }

    /// <summary>Reads the kernels of several output channels, [c_o, c_i, h, w]: <c>0 1;2 3|1 2;3 4/1 2;3 4|2 3;4 5</c>.</summary>
    /// <exception cref="FormatException">A channel is no matrix, or the channels differ in shape or number.</exception>
    public static float[,,,] ParseKernels(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var kernels = text.Split('/').Select(ParseChannels).ToArray();
        RequireSameShape(kernels, "Output channel", text);
        return Slices.Stack(kernels.Length, o => kernels[o]);
    }

    /// <summary>An array in brackets, outermost dimension first, at most four digits after the point: <c>[[0,1],[2,3.5]]</c>.</summary>
    public static string Format(Array array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return Format(array, []);
    }

    /// <summary>One value as <see cref="Format(Array)"/> shows it.</summary>
    public static string Format(float value)
    {
        var text = value.ToString("0.####", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }

    private static string Format(Array array, int[] index) => index.Length == array.Rank
        ? Format((float)array.GetValue(index)!)
        : $"[{string.Join(',', Enumerable.Range(0, array.GetLength(index.Length)).Select(i => Format(array, [.. index, i])))}]";

    private static float ParseNumber(string number, string text) =>
        float.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && float.IsFinite(value)
            ? value
            : throw new FormatException($"'{number}' in '{text}' is not a number: write numbers like 3 or -0.5.");

    private static void RequireSameShape(IReadOnlyList<Array> parts, string name, string text)
    {
        var first = ArrayShape.Describe(parts[0]);
        for (var i = 1; i < parts.Count; i++)
        {
            if (ArrayShape.Describe(parts[i]) != first)
                throw new FormatException($"{name} {i + 1} of '{text}' is {ArrayShape.Describe(parts[i])}, but the first is {first}: "
                    + "give all the same shape.");
        }
    }
}

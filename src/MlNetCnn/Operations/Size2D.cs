using System.Globalization;

namespace MlNetCnn.Operations;

/// <summary>
/// A height and a width: of an input, a kernel or pooling window, a stride, or the padding on each side. In cells.
/// </summary>
/// <param name="Height">Cells along the rows' direction, the book's n_h, k_h, p_h or s_h.</param>
/// <param name="Width">Cells along the columns' direction, the book's n_w, k_w, p_w or s_w.</param>
public readonly record struct Size2D(int Height, int Width)
{
    /// <summary>The same number of cells both ways.</summary>
    public Size2D(int side) : this(side, side)
    {
    }

    /// <summary>Reads a size as people type it: <c>2x3</c> (height first), or one number for both.</summary>
    /// <exception cref="FormatException">The text is not one or two non-negative integers joined by 'x'.</exception>
    public static Size2D Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('x', 'X', '×');
        var sizes = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var digits = parts[i].Trim();
            if (parts.Length > 2 || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out sizes[i]))
                throw new FormatException($"'{text}' is not a height and a width: write them joined by 'x', like 2x3, or one number for both.");
        }
        return new Size2D(sizes[0], sizes[^1]);
    }

    /// <summary>Height and width joined by '×': <c>2×3</c>.</summary>
    public override string ToString() => $"{Height}×{Width}";

    internal static Size2D Of(float[,] matrix) => new(matrix.GetLength(0), matrix.GetLength(1));
}

using System.Globalization;
using System.Text.Json.Serialization;

namespace MlNetCnn;

/// <summary>
/// A height and a width in pixels or elements: a kernel, a stride, a padding, a pooling window.
/// One number stands for a square: <c>Size2d kernel = 3</c>; a pair gives both: <c>Size2d kernel = (5, 3)</c>.
/// In JSON it is a number or <c>[height, width]</c>.
/// </summary>
/// <param name="Height">Along the rows, from top to bottom.</param>
/// <param name="Width">Along the columns, from left to right.</param>
[JsonConverter(typeof(Size2dJsonConverter))]
public readonly record struct Size2d(int Height, int Width)
{
    /// <summary>A square of this side.</summary>
    public Size2d(int side)
        : this(side, side)
    {
    }

    /// <summary>A square of this side.</summary>
    public static implicit operator Size2d(int side) => new(side, side);

    /// <summary>A rectangle of this height and width.</summary>
    public static implicit operator Size2d((int Height, int Width) size) => new(size.Height, size.Width);

    /// <summary>The number of elements it covers.</summary>
    [JsonIgnore]
    public int Area => Height * Width;

    /// <summary>Whether height and width are the same.</summary>
    [JsonIgnore]
    public bool IsSquare => Height == Width;

    /// <summary>Reads what people type: <c>3</c> for a square, <c>2x3</c> for a height of 2 and a width of 3.</summary>
    /// <exception cref="FormatException">The text is not one or two non-negative integers joined by 'x'.</exception>
    public static Size2d Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('x', 'X', '×');
        var sizes = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts.Length > 2 || !int.TryParse(parts[i].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out sizes[i]))
                throw new FormatException($"'{text}' is not a height and a width: write them joined by 'x', like 2x3, or one number for both.");
        }
        return new Size2d(sizes[0], sizes[^1]);
    }

    /// <summary><c>3×3</c></summary>
    public override string ToString() => $"{Height}×{Width}";
}

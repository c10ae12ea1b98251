using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace MlNetCnn;

/// <summary>The type of an array's values.</summary>
/// <param name="Kind">b (bool), u, i, f, U (text of 4-byte characters) or S (text of bytes), as NumPy calls them.</param>
/// <param name="Size">The bytes of a value; at least 1.</param>
/// <param name="IsBigEndian">Whether the bytes of a number begin with the highest.</param>
internal readonly record struct NumpyType(char Kind, int Size, bool IsBigEndian)
{
    private const int LongestText = 1 << 16;

    public bool IsText => Kind is 'U' or 'S';

    public bool IsWhole => Kind is 'b' or 'u' or 'i';

    /// <summary>Whether values are bytes as pixels have them.</summary>
    public bool IsByte => (Kind, Size) is ('u', 1);

    /// <summary>Reads a description like <c>&lt;f4</c>, <c>|u1</c> or <c>u1</c>.</summary>
    /// <returns>Null for a type that is not read.</returns>
    public static NumpyType? Of(string descr)
    {
        var order = descr is [('<' or '>' or '|' or '=') and var first, ..] ? first : ' ';
        var rest = descr.AsSpan(order == ' ' ? 0 : 1);
        if (rest.IsEmpty || !int.TryParse(rest[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var size))
            return null;
        var isRead = rest[0] switch
        {
            'b' => size == 1,
            'u' or 'i' => size is 1 or 2 or 4 or 8,
            'f' => size is 2 or 4 or 8,
            'S' => size is > 0 and <= LongestText,
            'U' => size is > 0 and <= LongestText / 4,
            _ => false,
        };
        return isRead ? new NumpyType(rest[0], rest[0] == 'U' ? 4 * size : size, order == '>') : null;
    }

    /// <summary>The numbers in some bytes.</summary>
    /// <param name="bytes">Values one after the other; their order may be changed.</param>
    /// <param name="numbers">Room for as many.</param>
    public void Read(Span<byte> bytes, Span<double> numbers)
    {
        if (IsBigEndian)
        {
            for (var i = 0; i + Size <= bytes.Length; i += Size)
                bytes.Slice(i, Size).Reverse();
        }
        switch (Kind, Size)
        {
            case ('b' or 'u', 1): Widen<byte>(bytes, numbers); break;
            case ('u', 2): Widen<ushort>(bytes, numbers); break;
            case ('u', 4): Widen<uint>(bytes, numbers); break;
            case ('u', 8): Widen<ulong>(bytes, numbers); break;
            case ('i', 1): Widen<sbyte>(bytes, numbers); break;
            case ('i', 2): Widen<short>(bytes, numbers); break;
            case ('i', 4): Widen<int>(bytes, numbers); break;
            case ('i', 8): Widen<long>(bytes, numbers); break;
            case ('f', 2): Widen<Half>(bytes, numbers); break;
            case ('f', 4): Widen<float>(bytes, numbers); break;
            case ('f', 8): Widen<double>(bytes, numbers); break;
            default: throw new InvalidOperationException($"Values of kind {Kind} are no numbers.");
        }
    }

    /// <summary>The text in a value's bytes, without the zeros that fill it up.</summary>
    public string Text(ReadOnlySpan<byte> bytes) => (Kind, IsBigEndian) switch
    {
        ('S', _) => Encoding.UTF8.GetString(bytes).TrimEnd('\0'),
        (_, false) => Encoding.UTF32.GetString(bytes).TrimEnd('\0'),
        _ => new UTF32Encoding(bigEndian: true, byteOrderMark: false).GetString(bytes).TrimEnd('\0'),
    };

    private static void Widen<T>(ReadOnlySpan<byte> bytes, Span<double> numbers)
        where T : unmanaged, INumberBase<T>
    {
        var values = MemoryMarshal.Cast<byte, T>(bytes);
        for (var i = 0; i < values.Length; i++)
            numbers[i] = double.CreateTruncating(values[i]);
    }
}

using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace MlNetCnn;

/// <summary>What stands before the values of a .npy file, versions 1 to 3.</summary>
/// <param name="Type">Of the values.</param>
/// <param name="IsFortran">Whether the first index changes fastest, not the last.</param>
/// <param name="Shape">The dimensions, outermost first; none for a single value.</param>
internal sealed partial record NumpyHeader(NumpyType Type, bool IsFortran, ImmutableArray<long> Shape)
{
    private const int LongestHeader = 1 << 16;
    private const int MostDimensions = 32;

    /// <summary>Whether a file that starts so is one.</summary>
    public static bool IsOne(ReadOnlySpan<byte> start) => start is [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', ..];

    /// <summary>Reads it, so that the stream stands at the first value.</summary>
    /// <param name="stream">The file from its first byte on.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="InvalidDataException">It is none, is damaged, or has values of a kind that is not read.</exception>
    public static NumpyHeader Read(Stream stream, string name)
    {
        var start = Bytes(stream, 8, name);
        if (!IsOne(start) || start[6] is < 1 or > 3)
            throw new InvalidDataException(IsOne(start) ? $"'{name}' is a NumPy file of version {start[6]}, but versions 1 to 3 are read." : $"'{name}' is no NumPy file.");
        var length = start[6] == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(Bytes(stream, 2, name)) : BinaryPrimitives.ReadUInt32LittleEndian(Bytes(stream, 4, name));
        if (length > LongestHeader)
            throw new InvalidDataException($"'{name}' has a header of {length} bytes, but at most {LongestHeader} are read: it is damaged.");
        return Parse((start[6] == 3 ? Encoding.UTF8 : Encoding.Latin1).GetString(Bytes(stream, (int)length, name)), name);
    }

    private static NumpyHeader Parse(string text, string name)
    {
        var (descr, order, shape) = (Descr().Match(text), Order().Match(text), Dimensions().Match(text));
        if (!descr.Success || !order.Success || !shape.Success)
            throw new InvalidDataException($"'{name}' is a damaged NumPy file: its header does not say its type, order and shape.");
        var type = descr.Groups["type"].Value;
        if (type is "|O" or "O")
            throw new InvalidDataException($"'{name}' has an array of Python objects, which is pickled, and pickled objects are never run: save the array with a number type, such as array.astype('uint8').");
        if (type.Length == 0)
            throw new InvalidDataException($"'{name}' has an array of records with several fields: save one array a field.");
        var sides = shape.Groups["sides"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(side => long.TryParse(side.TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : -1).ToImmutableArray();
        return sides.Length <= MostDimensions && !sides.Contains(-1)
            ? new NumpyHeader(TypeOf(type, name), order.Groups["order"].Value == "True", sides)
            : throw new InvalidDataException($"'{name}' is a damaged NumPy file: its shape is ({shape.Groups["sides"].Value}).");
    }

    /// <summary>The type of a description.</summary>
    /// <exception cref="InvalidDataException">It is not read.</exception>
    public static NumpyType TypeOf(string descr, string name) => NumpyType.Of(descr) ?? throw new InvalidDataException(
        $"'{name}' has an array of type '{descr}', but bool, whole numbers, floats of 16 to 64 bits and texts are read: convert it by array.astype.");

    private static byte[] Bytes(Stream stream, int count, string name)
    {
        var bytes = new byte[count];
        return stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false) == count ? bytes : throw new InvalidDataException($"'{name}' is cut off within its NumPy header.");
    }

    [GeneratedRegex("""['"]descr['"]\s*:\s*(?:['"](?<type>[^'"]+)['"]|\[)""")]
    private static partial Regex Descr();

    [GeneratedRegex("""['"]fortran_order['"]\s*:\s*(?<order>True|False)""")]
    private static partial Regex Order();

    [GeneratedRegex("""['"]shape['"]\s*:\s*\((?<sides>[^)]*)\)""")]
    private static partial Regex Dimensions();
}

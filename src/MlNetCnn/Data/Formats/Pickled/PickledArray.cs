using System.Collections.Immutable;
using System.Text;

namespace MlNetCnn;

/// <summary>An array of NumPy's in a pickle.</summary>
internal sealed class PickledArray
{
    private NumpyHeader? _header;
    private byte[] _bytes = [];

    /// <summary>Takes what NumPy says of it: version, shape, type, whether its order is Fortran's, and the bytes.</summary>
    /// <exception cref="PickleFormatException">It says something else.</exception>
    public void Set(object? state)
    {
        if (state is not (object?[] and [_, object?[] shape, PickledType type, bool isFortran, var content, ..]) || !shape.All(side => side is long and >= 0))
            throw new PickleFormatException("is damaged: it describes an array in another way than NumPy does.");
        if (type.Type is { } known && Raw(content) is { } bytes)
            (_header, _bytes) = (new NumpyHeader(known, isFortran, [.. shape.Cast<long>()]), bytes);
    }

    /// <summary>The array under a name; null for one of objects.</summary>
    /// <inheritdoc cref="NumpyArray(string, string, NumpyHeader, Func{Stream}, long)" path="/exception"/>
    public NumpyArray? Named(string name, string title) =>
        _header is null ? null : new NumpyArray(name, title, _header, () => new MemoryStream(_bytes, writable: false), Array.MaxLength);

    /// <summary>Whole numbers as an array.</summary>
    public static PickledArray Of(IReadOnlyCollection<long> numbers) => new()
    {
        _header = new NumpyHeader(new NumpyType('i', sizeof(long), IsBigEndian: false), IsFortran: false, ImmutableArray.Create<long>(numbers.Count)),
        _bytes = [.. numbers.SelectMany(BitConverter.GetBytes)],
    };

    /// <summary>Bytes, which short ones of Python 2 have in a text.</summary>
    public static byte[]? Raw(object? content) => content switch
    {
        byte[] bytes => bytes,
        string text => Encoding.Latin1.GetBytes(text),
        _ => null,
    };
}

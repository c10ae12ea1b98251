using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>An array of numbers or texts, read row by row: a row is what stands under one first index.</summary>
internal sealed class NumpyArray
{
    private const long MostTurnedBytes = 1L << 30;
    private const int ReadAtOnce = 1 << 20;

    private readonly NumpyHeader _header;
    private readonly Func<Stream> _open;
    private readonly long _bytes;

    /// <param name="name">Its name without extension, as <c>x_train</c>; with that of its file where that tells more.</param>
    /// <param name="title">What errors call it: <c>'x_train' of 'mnist.npz'</c>.</param>
    /// <param name="header">Its type and shape.</param>
    /// <param name="open">Opens a stream that stands at the first value.</param>
    /// <param name="mostRowBytes">The most bytes of a row.</param>
    /// <exception cref="InvalidDataException">Its shape is more than can be read.</exception>
    public NumpyArray(string name, string title, NumpyHeader header, Func<Stream> open, long mostRowBytes)
    {
        (Name, Title, _header, _open) = (name, title, header, open);
        Rows = Shape.IsEmpty ? 1 : Shape[0];
        RowShape = [.. Shape.Skip(1)];
        try
        {
            RowValues = RowShape.Aggregate(1L, (product, side) => checked(product * side));
            _bytes = checked(RowValues * Type.Size * Rows);
        }
        catch (OverflowException e)
        {
            throw new InvalidDataException($"{title} has the shape {ShapeText}, which no file can hold: it is damaged.", e);
        }
        if (RowValues * Type.Size > Math.Min(mostRowBytes, Array.MaxLength) || Rows > Array.MaxLength)
            throw new InvalidDataException($"{title} has the shape {ShapeText}: a row has more than the {mostRowBytes} bytes that are read.");
    }

    public string Name { get; }

    public string Title { get; }

    public NumpyType Type => _header.Type;

    public ImmutableArray<long> Shape => _header.Shape;

    public long Rows { get; }

    public ImmutableArray<long> RowShape { get; }

    public long RowValues { get; }

    public string ShapeText => Shape.IsEmpty ? "()" : string.Join('×', Shape);

    /// <summary>The bytes of each row, values in the order in which the last index changes fastest; each in an array of its own.</summary>
    /// <exception cref="InvalidDataException">There are fewer than its shape says.</exception>
    public IEnumerable<byte[]> ReadRows(CancellationToken cancellationToken)
    {
        using var stream = _open();
        if (stream.CanSeek && stream.Length - stream.Position is var rest && rest < _bytes)
            throw new InvalidDataException($"{Title} is cut off: its shape {ShapeText} needs {_bytes} bytes, but {rest} are there.");
        foreach (var row in _header.IsFortran && Shape.Length > 1 ? Turned(stream) : InOrder(stream))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return row;
        }
    }

    /// <summary>The numbers of each row; one array, overwritten with each.</summary>
    public IEnumerable<double[]> ReadNumbers(CancellationToken cancellationToken)
    {
        var numbers = new double[RowValues];
        foreach (var row in ReadRows(cancellationToken))
        {
            Type.Read(row, numbers);
            yield return numbers;
        }
    }

    private IEnumerable<byte[]> InOrder(Stream stream)
    {
        for (var row = 0L; row < Rows; row++)
            yield return Read(stream, (int)(RowValues * Type.Size), row);
    }

    // The first index changes fastest: a value lies at the sum of index × product of the sides before.
    private IEnumerable<byte[]> Turned(Stream stream)
    {
        if (_bytes > MostTurnedBytes)
            throw new InvalidDataException($"{Title} has {_bytes} bytes in Fortran's order, of which at most {MostTurnedBytes} are read: save it by numpy.ascontiguousarray.");
        var all = Read(stream, (int)_bytes, 0);
        var steps = new long[Shape.Length];
        for (var (d, step) = (0, 1L); d < steps.Length; step *= Shape[d++])
            steps[d] = step;
        var (size, index) = (Type.Size, new long[Shape.Length]);
        for (var row = 0L; row < Rows; row++)
        {
            var bytes = new byte[RowValues * size];
            for (var (i, at) = (0, row); i < bytes.Length; i += size)
            {
                all.AsSpan((int)at * size, size).CopyTo(bytes.AsSpan(i));
                for (var d = steps.Length - 1; d > 0; d--)
                {
                    at += steps[d];
                    if (++index[d] < Shape[d])
                        break;
                    (at, index[d]) = (at - steps[d] * Shape[d], 0);
                }
            }
            yield return bytes;
        }
    }

    // Takes memory only as bytes come, whatever the shape promises.
    private byte[] Read(Stream stream, int count, long row)
    {
        var bytes = new byte[Math.Min(count, ReadAtOnce)];
        for (var filled = 0; ;)
        {
            filled += stream.ReadAtLeast(bytes.AsSpan(filled), bytes.Length - filled, throwOnEndOfStream: false);
            if (filled < bytes.Length)
                throw new InvalidDataException($"{Title} is cut off in row {row} of {Rows}.");
            if (filled == count)
                return bytes;
            Array.Resize(ref bytes, (int)Math.Min(count, 2L * filled));
        }
    }
}

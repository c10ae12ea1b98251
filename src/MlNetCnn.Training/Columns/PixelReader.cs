using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Reads the feature column row by row: bytes stay bytes.</summary>
internal abstract class PixelReader
{
    public abstract ScalarType Type { get; }

    /// <summary>The largest value read so far.</summary>
    public float Largest { get; protected set; } = float.NegativeInfinity;

    /// <summary>The current row's pixels as they lie in memory, until the next call.</summary>
    /// <exception cref="UnreadableRowException">A pixel is missing or infinite, or an image is missing or of another size.</exception>
    public abstract ReadOnlySpan<byte> Read();

    /// <summary>A reader for this column.</summary>
    /// <param name="cursor">Stands on the rows to read.</param>
    /// <param name="column">The feature column.</param>
    /// <param name="shape">C×H×W of one image.</param>
    /// <exception cref="ArgumentException">The column is neither a vector of Single or Byte nor an image.</exception>
    public static PixelReader For(DataViewRowCursor cursor, DataViewSchema.Column column, TensorShape shape) => column.Type switch
    {
        var type when ImageColumn.Is(type) => new ImagePixels(cursor, column, shape),
        VectorDataViewType vector when vector.ItemType.RawType == typeof(byte) => new BytePixels(cursor, column),
        VectorDataViewType vector when vector.ItemType.RawType == typeof(float) => new SinglePixels(cursor, column),
        _ => throw new ArgumentException($"The feature column '{column.Name}' is {column.Type}, but must be a vector of Single or Byte, or an image."),
    };

    private sealed class BytePixels(DataViewRowCursor cursor, DataViewSchema.Column column) : PixelReader
    {
        private readonly DenseRow<byte> _row = new(cursor, column);

        public override ScalarType Type => ScalarType.Byte;

        public override ReadOnlySpan<byte> Read() => _row.Read();
    }

    private sealed class ImagePixels(DataViewRowCursor cursor, DataViewSchema.Column column, TensorShape shape) : PixelReader
    {
        private readonly PlaneGetter _getter = ImageColumn.Planes(ImageColumn.Getter(cursor, column), column.Name, shape);
        private readonly byte[] _planes = new byte[shape.Elements];

        public override ScalarType Type => ScalarType.Byte;

        public override ReadOnlySpan<byte> Read()
        {
            _getter(_planes);
            return _planes;
        }
    }

    private sealed class SinglePixels(DataViewRowCursor cursor, DataViewSchema.Column column) : PixelReader
    {
        private readonly DenseRow<float> _row = new(cursor, column);

        public override ScalarType Type => ScalarType.Float32;

        public override ReadOnlySpan<byte> Read()
        {
            var pixels = _row.Read();
            var largest = TensorPrimitives.MaxMagnitude(pixels); // NaN where any is
            if (!float.IsFinite(largest))
                throw new UnreadableRowException(row =>
                    $"The feature column '{column.Name}' has a missing or infinite value in row {row}: remove such rows or replace the values, for example with ReplaceMissingValues.");
            Largest = Math.Max(Largest, largest);
            return MemoryMarshal.AsBytes(pixels);
        }
    }

    /// <summary>A vector column's rows with their zeros, which ML.NET leaves out of sparse ones.</summary>
    private sealed class DenseRow<T>(DataViewRowCursor cursor, DataViewSchema.Column column)
    {
        private readonly ValueGetter<VBuffer<T>> _getter = cursor.GetGetter<VBuffer<T>>(column);
        private VBuffer<T> _buffer;
        private T[] _dense = [];

        public ReadOnlySpan<T> Read()
        {
            _getter(ref _buffer);
            if (_buffer.IsDense)
                return _buffer.GetValues();
            if (_dense.Length != _buffer.Length)
                _dense = new T[_buffer.Length];
            _buffer.CopyTo(_dense);
            return _dense;
        }
    }
}

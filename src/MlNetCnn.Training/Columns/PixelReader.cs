using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MlNetCnn.Training.Columns;

/// <summary>Reads the feature column row by row into tensors: bytes stay bytes.</summary>
internal abstract class PixelReader
{
    public abstract ScalarType Type { get; }

    /// <summary>The largest value read so far.</summary>
    public float Largest { get; protected set; } = float.NegativeInfinity;

    /// <summary>Writes the current row's pixels to a place in a contiguous tensor on the CPU.</summary>
    public abstract void Read(long row, Tensor target, int place);

    /// <summary>A reader for this column.</summary>
    /// <exception cref="ArgumentException">The column is not a vector of Single or Byte of known size.</exception>
    public static PixelReader For(DataViewRowCursor cursor, DataViewSchema.Column column, int size) => column.Type switch
    {
        VectorDataViewType vector when vector.ItemType.RawType == typeof(byte) => new BytePixels(cursor, column, size),
        VectorDataViewType vector when vector.ItemType.RawType == typeof(float) => new SinglePixels(cursor, column, size),
        _ => throw new ArgumentException($"The feature column '{column.Name}' is {column.Type}, but must be a vector of Single or Byte of known size."),
    };

    private sealed class BytePixels(DataViewRowCursor cursor, DataViewSchema.Column column, int size) : PixelReader
    {
        private readonly ValueGetter<VBuffer<byte>> _getter = cursor.GetGetter<VBuffer<byte>>(column);
        private VBuffer<byte> _buffer;

        public override ScalarType Type => ScalarType.Byte;

        public override void Read(long row, Tensor target, int place)
        {
            _getter(ref _buffer);
            _buffer.CopyTo(target.bytes.Slice(place * size, size));
        }
    }

    private sealed class SinglePixels(DataViewRowCursor cursor, DataViewSchema.Column column, int size) : PixelReader
    {
        private readonly ValueGetter<VBuffer<float>> _getter = cursor.GetGetter<VBuffer<float>>(column);
        private VBuffer<float> _buffer;

        public override ScalarType Type => ScalarType.Float32;

        public override void Read(long row, Tensor target, int place)
        {
            _getter(ref _buffer);
            var pixels = MemoryMarshal.Cast<byte, float>(target.bytes).Slice(place * size, size);
            _buffer.CopyTo(pixels);
            var largest = TensorPrimitives.MaxMagnitude<float>(pixels); // NaN where any is
            if (!float.IsFinite(largest))
                throw new InvalidOperationException(
                    $"The feature column '{column.Name}' has a missing or infinite value in row {row + 1}: remove such rows or replace the values, for example with ReplaceMissingValues.");
            Largest = Math.Max(Largest, largest);
        }
    }
}

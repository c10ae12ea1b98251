using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn;

/// <summary>Reads pixels from a column of Single or, widened, of Byte.</summary>
internal static class PixelGetters
{
    public static PixelGetter From(DataViewRow row, DataViewSchema.Column column) =>
        ((VectorDataViewType)column.Type).ItemType == NumberDataViewType.Byte
            ? From(row.GetGetter<VBuffer<byte>>(column), column.Name)
            : From(row.GetGetter<VBuffer<float>>(column), column.Name);

    public static PixelGetter From(Delegate getter, string name) => getter switch
    {
        ValueGetter<VBuffer<byte>> bytes => From(bytes, name),
        ValueGetter<VBuffer<float>> singles => From(singles, name),
        _ => throw new ArgumentException($"Column '{name}' must be a vector of Single or Byte, but is read by {getter.GetType()}."),
    };

    private static PixelGetter From(ValueGetter<VBuffer<float>> getter, string name)
    {
        VBuffer<float> row = default;
        return pixels =>
        {
            getter(ref row);
            Check(row.Length, pixels.Length, name);
            row.CopyTo(pixels);
        };
    }

    private static PixelGetter From(ValueGetter<VBuffer<byte>> getter, string name)
    {
        VBuffer<byte> row = default;
        return pixels =>
        {
            getter(ref row);
            Check(row.Length, pixels.Length, name);
            var values = row.GetValues();
            if (row.IsDense)
            {
                TensorPrimitives.ConvertTruncating(values, pixels);
                return;
            }
            pixels.Clear();
            var indices = row.GetIndices();
            for (var i = 0; i < indices.Length; i++)
                pixels[indices[i]] = values[i];
        };
    }

    private static void Check(int length, int needed, string name)
    {
        if (length != needed)
            throw new InvalidOperationException(
                $"A row's column '{name}' has {length} values, but its type promised {needed}: check where the data come from.");
    }
}

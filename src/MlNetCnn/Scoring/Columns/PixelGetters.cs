using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn;

/// <summary>Reads pixels from a column of Single or, widened, of Byte or of images.</summary>
internal static class PixelGetters
{
    public static PixelGetter From(DataViewRow row, DataViewSchema.Column column, TensorShape image, ResizeMode? resize) =>
        From(Getter(row, column), row, column, image, resize);

    /// <param name="getter">Of the column.</param>
    /// <param name="row">Whose position errors tell.</param>
    /// <param name="column">The column of pixels or of images.</param>
    /// <param name="image">C×H×W of one image.</param>
    /// <param name="resize">How images of other sizes come to that one; null where they are refused.</param>
    public static PixelGetter From(Delegate getter, DataViewRow row, DataViewSchema.Column column, TensorShape image, ResizeMode? resize) => getter switch
    {
        ValueGetter<VBuffer<byte>> bytes => From(bytes, column.Name),
        ValueGetter<VBuffer<float>> singles => From(singles, column.Name),
        _ when ImageColumn.Is(column.Type) => From(ImageColumn.Planes(getter, column.Name, image, resize), row, image),
        _ => throw new ArgumentException($"Column '{column.Name}' must be a vector of Single or Byte or an image, but is read by {getter.GetType()}."),
    };

    private static Delegate Getter(DataViewRow row, DataViewSchema.Column column) => column.Type switch
    {
        VectorDataViewType vector when vector.ItemType == NumberDataViewType.Byte => row.GetGetter<VBuffer<byte>>(column),
        VectorDataViewType => row.GetGetter<VBuffer<float>>(column),
        _ => ImageColumn.Getter(row, column),
    };

    private static PixelGetter From(PlaneGetter getter, DataViewRow row, TensorShape image)
    {
        var planes = new byte[image.Elements];
        return pixels =>
        {
            try
            {
                getter(planes);
            }
            catch (UnreadableRowException e)
            {
                throw e.At(row.Position);
            }
            TensorPrimitives.ConvertTruncating<byte, float>(planes, pixels);
        };
    }

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

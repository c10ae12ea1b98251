using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace MlNetCnn;

/// <summary>
/// What there is to know of ML.NET's image columns. The assembly of its images is looked for where a column is one and nowhere else, so
/// that an app without image columns need not have it: whatever uses its types is in methods of their own.
/// </summary>
internal static class ImageColumn
{
    /// <summary>The steps from an image to the graph's pixels in a saved chain.</summary>
    public static readonly string[] Steps =
        ["Microsoft.ML.Transforms.Image.ImageResizingTransformer", "Microsoft.ML.Transforms.Image.ImagePixelExtractingTransformer"];

    public static bool Is(DataViewType type) => type.GetType().FullName == "Microsoft.ML.Transforms.Image.ImageDataViewType";

    /// <summary>Height and width of the column's images; 0 where they are not known beforehand.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static (int Height, int Width) Size(DataViewType type) => (((ImageDataViewType)type).Height, ((ImageDataViewType)type).Width);

    /// <summary>The type of a column of such images.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static DataViewType Type(TensorShape image) => new ImageDataViewType(image.Height, image.Width);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Delegate Getter(DataViewRow row, DataViewSchema.Column column) => row.GetGetter<MLImage>(column);

    /// <summary>Reads images of this shape as bytes.</summary>
    /// <param name="getter">A <see cref="ValueGetter{TValue}"/> of the column.</param>
    /// <param name="name">The column's name.</param>
    /// <param name="shape">3×H×W, or 1×H×W for gray.</param>
    /// <param name="resize">How images of other sizes come to that one; null where they are refused.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static PlaneGetter Planes(Delegate getter, string name, TensorShape shape, ResizeMode? resize = null)
    {
        var get = (ValueGetter<MLImage?>)getter;
        // Whoever loads or resizes images disposes of the one it finds here when it gives the next (dotnet/machinelearning#7444): taking
        // them one by one in the same place holds one image and never more. The last is left to it as well: it may be the app's own.
        MLImage? image = null;
        return planes =>
        {
            get(ref image);
            if (image is null)
                throw new UnreadableRowException(row => $"The column '{name}' has no image in row {row}: remove such rows.");
            if (image.PixelFormat is not (MLPixelFormat.Bgra32 or MLPixelFormat.Rgba32))
                throw new UnreadableRowException(row => $"The image in column '{name}', row {row}, has pixels that are neither BGRA nor RGBA of 32 bits: convert it.");
            if (resize is { } mode)
            {
                ImagePlanes.Resize(image.Pixels, image.PixelFormat == MLPixelFormat.Bgra32, new Size2d(image.Height, image.Width), shape, mode, planes);
                return;
            }
            if (image.Height != shape.Height || image.Width != shape.Width)
            {
                var (height, width) = (image.Height, image.Width);
                throw new UnreadableRowException(row =>
                    $"The image in column '{name}', row {row}, is {height}×{width} (height×width), but {shape.Height}×{shape.Width} is needed: "
                    + $"resize the images first, with ResizeImages(\"{name}\", {shape.Width}, {shape.Height}).");
            }
            ImagePlanes.Copy(image.Pixels, image.PixelFormat == MLPixelFormat.Bgra32, planes);
        };
    }

    /// <summary>From images to the graph's pixels, as ML.NET's own steps: images of the right size stay as they are.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="pixels">The column to write.</param>
    /// <param name="resized">A column in between.</param>
    /// <param name="images">The column to read.</param>
    /// <param name="size">The size that the graph reads.</param>
    /// <param name="resize">How images of other sizes come to that one.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IEstimator<ITransformer> Extraction(MLContext ml, string pixels, string resized, string images, Size2d size, ResizeMode resize) =>
        ml.Transforms.ResizeImages(resized, size.Width, size.Height, images, resize switch
        {
            ResizeMode.Crop => ImageResizingEstimator.ResizingKind.IsoCrop,
            ResizeMode.Pad => ImageResizingEstimator.ResizingKind.IsoPad,
            _ => ImageResizingEstimator.ResizingKind.Fill,
        }).Append(ml.Transforms.ExtractPixels(pixels, resized));

    /// <summary>From the paths of image files to images.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IEstimator<ITransformer> Loading(MLContext ml, string images, string paths) => ml.Transforms.LoadImages(images, "", paths);

    /// <summary>Whether a network that reads this can read images: their three colors, or gray.</summary>
    public static bool Fits(TensorShape image) => image.Channels is 1 or 3;

    /// <summary>No images of this shape.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IDataView NoRows(MLContext ml, TensorShape shape, string name)
    {
        var definition = SchemaDefinition.Create(typeof(Row));
        definition[0].ColumnName = name;
        definition[0].ColumnType = Type(shape);
        return ml.Data.LoadFromEnumerable(Array.Empty<Row>(), definition);
    }

    private sealed class Row
    {
        [ImageType(1, 1)]
        public MLImage? Image { get; set; }
    }
}

using SkiaSharp;

namespace MlNetCnn;

/// <summary>
/// Decodes a png, jpeg, webp, bmp or gif (its first frame) into the bytes a network reads. The image is turned as its EXIF orientation
/// says, laid over white where it is transparent (as a viewer shows it), stretched to the wanted size with a smooth filter, and made
/// grey (Rec. 601 luma) when one channel is wanted.
/// </summary>
/// <param name="Pixels">C·H·W bytes, one plane a channel: red, green, blue, or grey.</param>
/// <param name="SourceWidth">The width the image is seen at before it was resized, after its orientation was applied.</param>
/// <param name="SourceHeight">The height, likewise.</param>
/// <param name="Resized">Whether the image had another size than the wanted one.</param>
internal sealed record ImageFile(byte[] Pixels, int SourceWidth, int SourceHeight, bool Resized)
{
    /// <summary>The largest image that is decoded, in pixels: a file of a few bytes must not claim all memory.</summary>
    public const long PixelLimit = 64_000_000;

    /// <summary>Reads an image file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shape">What the network reads, 1×H×W or 3×H×W.</param>
    /// <exception cref="InvalidDataException">The file is not an image, damaged, cut short, or above <see cref="PixelLimit"/>.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static ImageFile Read(string path, TensorShape shape)
    {
        FileStream stream;
        try
        {
            stream = File.OpenRead(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FileNotFoundException($"There is no image file '{path}'.", path, e);
        }
        using (stream)
            return Read(stream, path, shape);
    }

    /// <summary>Reads an image from a stream.</summary>
    /// <param name="stream">The encoded image.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="shape">What the network reads, 1×H×W or 3×H×W.</param>
    /// <exception cref="InvalidDataException">As for a file.</exception>
    public static ImageFile Read(Stream stream, string name, TensorShape shape)
    {
        if (!shape.IsImage || shape.Channels is not (1 or 3))
            throw new ArgumentException($"Image files give grey or RGB images, 1×H×W or 3×H×W, but {shape} was asked for.", nameof(shape));
        using var codec = SKCodec.Create(stream, out var opened);
        if (codec is null)
            throw new InvalidDataException(opened == SKCodecResult.IncompleteInput
                ? $"'{name}' is cut short: not even its header is complete."
                : $"'{name}' is not an image that can be read: give a png, jpeg, webp, bmp or gif.");
        var info = codec.Info;
        if ((long)info.Width * info.Height > PixelLimit)
            throw new InvalidDataException($"'{name}' has {info.Width}×{info.Height} pixels, but at most {PixelLimit} are decoded: make it smaller.");

        using var source = Decode(codec, name);
        var turned = codec.EncodedOrigin >= SKEncodedOrigin.LeftTop; // width and height change places
        var (width, height) = turned ? (shape.Height, shape.Width) : (shape.Width, shape.Height);
        var resized = source.Width != width || source.Height != height;
        // Orientation only moves pixels, so it is cheaper applied to the small image.
        using var scaled = resized ? Scale(source, width, height, name) : null;
        var pixels = ToPlanes(scaled ?? source, codec.EncodedOrigin, shape);
        return turned
            ? new ImageFile(pixels, source.Height, source.Width, resized)
            : new ImageFile(pixels, source.Width, source.Height, resized);
    }

    private static SKBitmap Decode(SKCodec codec, string name)
    {
        // Premultiplied, so that a transparent pixel's hidden colour does not bleed into its neighbours when resizing.
        var bitmap = new SKBitmap(new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        var result = codec.GetPixels(bitmap.Info, bitmap.GetPixels());
        if (result == SKCodecResult.Success)
            return bitmap;
        bitmap.Dispose();
        throw new InvalidDataException(result == SKCodecResult.IncompleteInput
            ? $"'{name}' is cut short: only a part of the image is there."
            : $"'{name}' is damaged: its pixels cannot be decoded ({result}).");
    }

    private static SKBitmap Scale(SKBitmap source, int width, int height, string name)
    {
        // Cubic looks at 4×4 pixels and would skip most of a large image; mipmaps average all of them.
        var quality = width < source.Width || height < source.Height ? SKFilterQuality.Medium : SKFilterQuality.High;
        return source.Resize(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul), quality)
            ?? throw new InvalidDataException($"'{name}' could not be resized from {source.Width}×{source.Height} to {width}×{height}.");
    }

    private static byte[] ToPlanes(SKBitmap bitmap, SKEncodedOrigin origin, TensorShape shape)
    {
        var rgba = bitmap.GetPixelSpan();
        var (width, height, plane) = (shape.Width, shape.Height, shape.Height * shape.Width);
        var planes = new byte[shape.Elements];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                // Where the upright image's pixel (x, y) lies in the stored one, EXIF orientations 1 to 8.
                var (sourceX, sourceY) = origin switch
                {
                    SKEncodedOrigin.TopRight => (width - 1 - x, y),
                    SKEncodedOrigin.BottomRight => (width - 1 - x, height - 1 - y),
                    SKEncodedOrigin.BottomLeft => (x, height - 1 - y),
                    SKEncodedOrigin.LeftTop => (y, x),
                    SKEncodedOrigin.RightTop => (y, width - 1 - x),
                    SKEncodedOrigin.RightBottom => (height - 1 - y, width - 1 - x),
                    SKEncodedOrigin.LeftBottom => (height - 1 - y, x),
                    _ => (x, y),
                };
                var pixel = rgba.Slice(sourceY * bitmap.RowBytes + 4 * sourceX, 4);
                var white = 255 - pixel[3];
                var (red, green, blue) = (pixel[0] + white, pixel[1] + white, pixel[2] + white);
                var target = y * width + x;
                if (shape.Channels == 1)
                    planes[target] = (byte)((299 * red + 587 * green + 114 * blue + 500) / 1000);
                else
                    (planes[target], planes[plane + target], planes[2 * plane + target]) = ((byte)red, (byte)green, (byte)blue);
            }
        }
        return planes;
    }
}

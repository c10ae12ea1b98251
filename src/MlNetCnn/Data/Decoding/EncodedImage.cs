using System.Buffers;
using SkiaSharp;

namespace MlNetCnn;

/// <summary>
/// A png, jpeg, webp, bmp, gif (its first frame) or tiff (its first page) whose header was read. Decoded, it is turned as its EXIF orientation says, laid over white
/// where it is transparent (as a viewer shows it), resized, and made gray (Rec. 601 luma) when one channel is wanted.
/// </summary>
internal sealed class EncodedImage : IDisposable
{
    /// <summary>What is read, for errors and help.</summary>
    public const string Kinds = "png, jpeg, webp, bmp, gif or tiff";

    private readonly ImageCodec _codec;

    private EncodedImage(ImageCodec codec) => _codec = codec;

    /// <summary>The width as one sees the image, after its orientation was applied.</summary>
    public int Width => IsTurned ? _codec.Size.Height : _codec.Size.Width;

    /// <summary>The height, likewise.</summary>
    public int Height => IsTurned ? _codec.Size.Width : _codec.Size.Height;

    /// <summary>Whether the file has gray values only.</summary>
    public bool IsGray => _codec.IsGray;

    // Of the eight EXIF orientations those that change width and height.
    private bool IsTurned => _codec.Origin >= SKEncodedOrigin.LeftTop;

    /// <summary>Reads the header.</summary>
    /// <param name="bytes">The whole file; it must not change until the image is disposed of.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="pixelLimit">The most pixels it may have.</param>
    /// <exception cref="InvalidDataException">It is empty, no image, cut short or above the limit.</exception>
    public static EncodedImage Open(ReadOnlyMemory<byte> bytes, string name, long pixelLimit)
    {
        if (bytes.IsEmpty)
            throw new InvalidDataException($"'{name}' is empty: it has no bytes, or is no regular file.");
        var codec = FileKinds.IsTiff(bytes.Span) ? TiffCodec.Open(bytes, name) : (ImageCodec?)SkiaCodec.Open(bytes, name);
        if (codec is null)
        {
            throw new InvalidDataException(ForeignImages.Describe(bytes.Span) is { } known
                ? $"'{name}' {known}."
                : $"'{name}' is not an image that can be read, or is cut short within its header: give a {Kinds}.");
        }
        var size = codec.Size;
        if ((long)size.Width * size.Height <= pixelLimit)
            return new EncodedImage(codec);
        codec.Dispose();
        var most = pixelLimit % 1_000_000 == 0 ? $"{pixelLimit / 1_000_000} megapixels" : $"{pixelLimit}";
        throw new InvalidDataException($"'{name}' has {size.Width}×{size.Height} pixels, but at most {most} are decoded: make it smaller, or raise PixelLimit.");
    }

    /// <summary>Decodes it into planes.</summary>
    /// <param name="shape">1×H×W or 3×H×W.</param>
    /// <param name="mode">How it comes to that size.</param>
    /// <param name="planes">Room for C·H·W bytes.</param>
    /// <param name="fast">Whether a jpeg is decoded at a smaller scale where that has enough pixels: see <see cref="ImageLoading.FastDecode"/>.</param>
    /// <exception cref="InvalidDataException">The image is damaged or cut short.</exception>
    public void Decode(TensorShape shape, ResizeMode mode, Span<byte> planes, bool fast = false)
    {
        var frame = Frame.Of(mode, new Size2d(Height, Width), new Size2d(shape.Height, shape.Width));
        var stored = IsTurned ? frame.Turned() : frame;
        var scale = fast ? ScaleFor(stored) : 1;
        using var source = _codec.Decode(scale < 1 ? _codec.SizeAt(scale) : _codec.Size);
        var box = stored.Box.Scaled(scale); // the sides are rounded up, so that they say less than the scale
        var pixels = source.GetPixelSpan();
        if (box.IsWhole(source.Width, source.Height) && (source.Width, source.Height) == (stored.Inner.Width, stored.Inner.Height))
        {
            Planes.Write(pixels, source.RowBytes, _codec.Origin, frame, shape, planes);
            return;
        }
        // Orientation only moves pixels, so it is cheaper applied to the small image.
        var resized = ArrayPool<byte>.Shared.Rent(stored.Inner.Area * 4);
        Resampler.Resample(pixels, source.RowBytes, new Size2d(source.Height, source.Width), box, resized, stored.Inner);
        Planes.Write(resized, stored.Inner.Width * 4, _codec.Origin, frame, shape, planes);
        ArrayPool<byte>.Shared.Return(resized);
    }

    /// <summary>Decodes it to nowhere.</summary>
    /// <exception cref="InvalidDataException">The image is damaged or cut short.</exception>
    public void CheckPixels() => _codec.Decode(_codec.Size).Dispose();

    public void Dispose() => _codec.Dispose();

    // A jpeg is decoded at the smallest of its eight scales that still has all the pixels that are wanted.
    private float ScaleFor(Frame frame)
    {
        var full = _codec.Size;
        if (!_codec.IsScalable)
            return 1;
        for (var eighths = 1; eighths < 8; eighths++)
        {
            var size = _codec.SizeAt(eighths / 8f);
            if (size.Width * frame.Box.Width >= (double)frame.Inner.Width * full.Width && size.Height * frame.Box.Height >= (double)frame.Inner.Height * full.Height)
                return eighths / 8f;
        }
        return 1;
    }
}

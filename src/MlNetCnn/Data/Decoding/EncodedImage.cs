using System.Buffers;
using SkiaSharp;

namespace MlNetCnn;

/// <summary>
/// A png, jpeg, webp, bmp or gif (its first frame) whose header was read. Decoded, it is turned as its EXIF orientation says, laid over white
/// where it is transparent (as a viewer shows it), resized, and made grey (Rec. 601 luma) when one channel is wanted.
/// </summary>
internal sealed class EncodedImage : IDisposable
{
    private readonly string _name;
    private readonly MemoryHandle _pin;
    private readonly SKData _data;
    private readonly SKCodec _codec;

    private EncodedImage(string name, MemoryHandle pin, SKData data, SKCodec codec) => (_name, _pin, _data, _codec) = (name, pin, data, codec);

    /// <summary>The width as one sees the image, after its orientation was applied.</summary>
    public int Width => IsTurned ? _codec.Info.Height : _codec.Info.Width;

    /// <summary>The height, likewise.</summary>
    public int Height => IsTurned ? _codec.Info.Width : _codec.Info.Height;

    /// <summary>Whether the file has grey values only.</summary>
    public bool IsGrey => _codec.Info.ColorType == SKColorType.Gray8;

    // Of the eight EXIF orientations those that change width and height.
    private bool IsTurned => _codec.EncodedOrigin >= SKEncodedOrigin.LeftTop;

    /// <summary>Reads the header.</summary>
    /// <param name="bytes">The whole file; it must not change until the image is disposed of.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="pixelLimit">The most pixels it may have.</param>
    /// <exception cref="InvalidDataException">It is empty, no image, cut short or above the limit.</exception>
    public static unsafe EncodedImage Open(ReadOnlyMemory<byte> bytes, string name, long pixelLimit)
    {
        if (bytes.IsEmpty)
            throw new InvalidDataException($"'{name}' is empty: it has no bytes, or is no regular file.");
        var pin = bytes.Pin();
        var data = SKData.Create((nint)pin.Pointer, bytes.Length);
        var codec = SKCodec.Create(data);
        if (codec is not null && (long)codec.Info.Width * codec.Info.Height <= pixelLimit)
            return new EncodedImage(name, pin, data, codec);
        var size = codec?.Info.Size ?? default;
        codec?.Dispose();
        data.Dispose();
        pin.Dispose();
        throw new InvalidDataException(size.IsEmpty
            ? $"'{name}' is not an image that can be read, or is cut short within its header: give a png, jpeg, webp, bmp or gif."
            : $"'{name}' has {size.Width}×{size.Height} pixels, but at most {pixelLimit} are decoded: make it smaller, or raise PixelLimit.");
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
        using var source = DecodePixels(scale < 1 ? _codec.GetScaledDimensions(scale) : _codec.Info.Size);
        var box = stored.Box.Scaled(scale); // the sides are rounded up, so that they say less than the scale
        var pixels = source.GetPixelSpan();
        if (box.IsWhole(source.Width, source.Height) && (source.Width, source.Height) == (stored.Inner.Width, stored.Inner.Height))
        {
            Planes.Write(pixels, source.RowBytes, _codec.EncodedOrigin, frame, shape, planes);
            return;
        }
        // Orientation only moves pixels, so it is cheaper applied to the small image.
        var resized = ArrayPool<byte>.Shared.Rent(stored.Inner.Area * 4);
        Resampler.Resample(pixels, source.RowBytes, new Size2d(source.Height, source.Width), box, resized, stored.Inner);
        Planes.Write(resized, stored.Inner.Width * 4, _codec.EncodedOrigin, frame, shape, planes);
        ArrayPool<byte>.Shared.Return(resized);
    }

    /// <summary>Decodes it to nowhere.</summary>
    /// <exception cref="InvalidDataException">The image is damaged or cut short.</exception>
    public void CheckPixels() => DecodePixels(_codec.Info.Size).Dispose();

    public void Dispose()
    {
        _codec.Dispose();
        _data.Dispose();
        _pin.Dispose();
    }

    // A jpeg is decoded at the smallest of its eight scales that still has all the pixels that are wanted.
    private float ScaleFor(Frame frame)
    {
        var full = _codec.Info.Size;
        if (_codec.EncodedFormat != SKEncodedImageFormat.Jpeg)
            return 1;
        for (var eighths = 1; eighths < 8; eighths++)
        {
            var size = _codec.GetScaledDimensions(eighths / 8f);
            if (size.Width * frame.Box.Width >= (double)frame.Inner.Width * full.Width && size.Height * frame.Box.Height >= (double)frame.Inner.Height * full.Height)
                return eighths / 8f;
        }
        return 1;
    }

    private SKBitmap DecodePixels(SKSizeI size)
    {
        // Premultiplied, so that a transparent pixel's hidden colour does not bleed into its neighbours when resizing.
        var bitmap = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        var result = _codec.GetPixels(bitmap.Info, bitmap.GetPixels());
        if (result == SKCodecResult.Success)
            return bitmap;
        bitmap.Dispose();
        throw new InvalidDataException(result == SKCodecResult.IncompleteInput
            ? $"'{_name}' is cut short: only a part of the image is there."
            : $"'{_name}' is damaged: its pixels cannot be decoded ({result}).");
    }
}

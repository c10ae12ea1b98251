using System.Buffers;
using SkiaSharp;

namespace MlNetCnn;

/// <summary>A png, jpeg, webp, bmp or gif (its first frame).</summary>
internal sealed class SkiaCodec : ImageCodec
{
    private readonly string _name;
    private readonly MemoryHandle _pin;
    private readonly SKData _data;
    private readonly SKCodec _codec;

    private SkiaCodec(string name, MemoryHandle pin, SKData data, SKCodec codec) => (_name, _pin, _data, _codec) = (name, pin, data, codec);

    public override SKSizeI Size => _codec.Info.Size;

    public override SKEncodedOrigin Origin => _codec.EncodedOrigin;

    public override bool IsGray => _codec.Info.ColorType == SKColorType.Gray8;

    public override bool IsScalable => _codec.EncodedFormat == SKEncodedImageFormat.Jpeg;

    /// <summary>Null where it is no such image.</summary>
    public static unsafe SkiaCodec? Open(ReadOnlyMemory<byte> bytes, string name)
    {
        var pin = bytes.Pin();
        var data = SKData.Create((nint)pin.Pointer, bytes.Length);
        if (SKCodec.Create(data) is { } codec)
            return new SkiaCodec(name, pin, data, codec);
        data.Dispose();
        pin.Dispose();
        return null;
    }

    public override SKSizeI SizeAt(float scale) => _codec.GetScaledDimensions(scale);

    public override SKBitmap Decode(SKSizeI size)
    {
        var bitmap = NewBitmap(size);
        var result = _codec.GetPixels(bitmap.Info, bitmap.GetPixels());
        if (result == SKCodecResult.Success)
            return bitmap;
        bitmap.Dispose();
        throw new InvalidDataException(result == SKCodecResult.IncompleteInput
            ? $"'{_name}' is cut short: only a part of the image is there."
            : $"'{_name}' is damaged: its pixels cannot be decoded.");
    }

    public override void Dispose()
    {
        _codec.Dispose();
        _data.Dispose();
        _pin.Dispose();
    }
}

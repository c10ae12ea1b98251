using System.Runtime.InteropServices;
using BitMiracle.LibTiff.Classic;
using SkiaSharp;

namespace MlNetCnn;

/// <summary>The first page of a TIFF with samples of up to 16 bits, of which the upper 8 are taken: gray, palette, RGB, CMYK, YCbCr or Lab.</summary>
internal sealed class TiffCodec(string name, TiffHeader header) : ImageCodec
{
    static TiffCodec() => Silence.Install();

    public override SKSizeI Size => new(header.Width, header.Height);

    // TIFF's numbers are EXIF's and Skia's.
    public override SKEncodedOrigin Origin => (SKEncodedOrigin)header.Orientation;

    public override bool IsGray => header.IsGray;

    /// <exception cref="InvalidDataException">The header is damaged, or of a kind that is not read.</exception>
    public static TiffCodec Open(ReadOnlyMemory<byte> bytes, string name)
    {
        if (TiffHeader.Read(bytes) is not { } header)
            throw new InvalidDataException($"'{name}' is damaged or cut short: the tags of this TIFF cannot be read.");
        return header.BitsPerSample <= 16 ? new TiffCodec(name, header) : throw new InvalidDataException(
            $"'{name}' is a TIFF with {header.BitsPerSample} bits a sample, which is not read: convert it to 8 or 16 bits.");
    }

    public override SKBitmap Decode(SKSizeI size)
    {
        var bitmap = NewBitmap(size);
        try
        {
            Decode(bitmap);
            return bitmap;
        }
        catch
        {
            bitmap.Dispose();
            throw;
        }
    }

    public override void Dispose()
    {
    }

    private void Decode(SKBitmap bitmap)
    {
        string? reason = null;
        try
        {
            using var stream = new OwnStream(header.ToArray());
            using var tiff = Tiff.ClientOpen(name, "rc", stream, new TiffStream()); // c: strips as they are
            var raster = new int[bitmap.Width * bitmap.Height];
            // In the stored orientation, so that nothing is turned.
            if (tiff is not null && tiff.RGBAImageOK(out reason)
                && tiff.ReadRGBAImageOriented(bitmap.Width, bitmap.Height, raster, (Orientation)header.Orientation, stopOnError: true))
            {
                Marshal.Copy(raster, 0, bitmap.GetPixels(), raster.Length);
                return;
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The library meets damaged files with exceptions of any kind.
            throw new InvalidDataException($"'{name}' is damaged: its pixels cannot be decoded ({e.GetType().Name}).", e);
        }
        throw new InvalidDataException(string.IsNullOrEmpty(reason)
            ? $"'{name}' is damaged or cut short: its pixels cannot be decoded."
            : $"'{name}' is a TIFF of a kind that is not read: {reason.TrimEnd('.')}.");
    }

    // Says nothing of our files on the error stream, and leaves others' to who listened before.
    private sealed class Silence : TiffErrorHandler
    {
        private static TiffErrorHandler? _before;

        public static void Install() => _before = Tiff.SetErrorHandler(new Silence());

        public override void ErrorHandler(Tiff tif, string method, string format, params object[] args)
        {
            if (!IsOurs(tif))
                _before?.ErrorHandler(tif, method, format, args);
        }

        public override void WarningHandler(Tiff tif, string method, string format, params object[] args)
        {
            if (!IsOurs(tif))
                _before?.WarningHandler(tif, method, format, args);
        }

        private static bool IsOurs(Tiff? tif) => tif?.Clientdata() is null or OwnStream;
    }

    private sealed class OwnStream(byte[] bytes) : MemoryStream(bytes, writable: false);
}

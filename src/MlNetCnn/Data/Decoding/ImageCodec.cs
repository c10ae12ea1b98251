using SkiaSharp;

namespace MlNetCnn;

/// <summary>An encoded image whose header was read.</summary>
internal abstract class ImageCodec : IDisposable
{
    /// <summary>As it is stored.</summary>
    public abstract SKSizeI Size { get; }

    /// <summary>Where the first stored pixel is seen.</summary>
    public abstract SKEncodedOrigin Origin { get; }

    /// <summary>Whether the file has gray values only.</summary>
    public abstract bool IsGray { get; }

    /// <summary>Whether it can be decoded at a smaller scale.</summary>
    public virtual bool IsScalable => false;

    /// <summary>The size it is decoded to at a scale.</summary>
    public virtual SKSizeI SizeAt(float scale) => Size;

    /// <summary>Decodes it to premultiplied RGBA.</summary>
    /// <exception cref="InvalidDataException">It is damaged or cut short.</exception>
    public abstract SKBitmap Decode(SKSizeI size);

    public abstract void Dispose();

    // Premultiplied, so that a transparent pixel's hidden color does not bleed into its neighbors when resizing.
    protected static SKBitmap NewBitmap(SKSizeI size) => new(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
}

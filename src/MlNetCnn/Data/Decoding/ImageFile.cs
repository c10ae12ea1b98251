namespace MlNetCnn;

/// <summary>
/// Decodes a png, jpeg, webp, bmp, gif (its first frame) or tiff (its first page) into the bytes a network reads. The image is turned as its EXIF orientation
/// says, laid over white where it is transparent (as a viewer shows it), stretched to the wanted size with a smooth filter, and made
/// gray (Rec. 601 luma) when one channel is wanted.
/// </summary>
public sealed class ImageFile
{
    /// <summary>The largest image that is decoded, in pixels: a file of a few bytes must not claim all memory.</summary>
    public const long PixelLimit = 64_000_000;

    private ImageFile(byte[] pixels, int sourceWidth, int sourceHeight, bool resized) =>
        (Pixels, SourceWidth, SourceHeight, Resized) = (pixels, sourceWidth, sourceHeight, resized);

    /// <summary>C·H·W bytes, one plane a channel: red, green, blue, or gray.</summary>
    public byte[] Pixels { get; }

    /// <summary>The width the image is seen at before it was resized, after its orientation was applied.</summary>
    public int SourceWidth { get; }

    /// <summary>The height, likewise.</summary>
    public int SourceHeight { get; }

    /// <summary>Whether the image had another size than the wanted one.</summary>
    public bool Resized { get; }

    /// <summary>Reads an image file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shape">What the network reads, 1×H×W or 3×H×W.</param>
    /// <param name="resize">How an image of another size comes to the wanted one: as in training. Default: stretched.</param>
    /// <exception cref="InvalidDataException">The file is not an image, damaged, cut short, or above <see cref="PixelLimit"/>.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ArgumentException">The shape is not that of a gray or RGB image.</exception>
    public static ImageFile Read(string path, TensorShape shape, ResizeMode resize = ResizeMode.Stretch)
    {
        byte[] bytes;
        try
        {
            using var file = RealFile.Open(path);
            bytes = new byte[file.Length];
            file.ReadExactly(bytes);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FileNotFoundException($"There is no image file '{path}'.", path, e);
        }
        return Read(bytes, path, shape, resize: resize);
    }

    /// <summary>Reads an image that is in memory, such as an upload.</summary>
    /// <param name="bytes">The whole encoded image.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="shape">What the network reads, 1×H×W or 3×H×W.</param>
    /// <param name="pixelLimit">
    /// The largest image that is decoded, in pixels of 4 bytes: a server that reads uploads may want fewer. Default:
    /// <see cref="PixelLimit"/>.
    /// </param>
    /// <param name="resize">How an image of another size comes to the wanted one. Default: stretched.</param>
    /// <exception cref="InvalidDataException">The bytes are not an image, damaged, cut short, or above the limit.</exception>
    /// <exception cref="ArgumentException">The shape is not that of a gray or RGB image.</exception>
    public static ImageFile Read(ReadOnlyMemory<byte> bytes, string name, TensorShape shape, long pixelLimit = PixelLimit, ResizeMode resize = ResizeMode.Stretch)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (!shape.IsImage || shape.Channels is not (1 or 3))
            throw new ArgumentException($"Image files give gray or RGB images, 1×H×W or 3×H×W, but {shape} was asked for.", nameof(shape));
        using var image = EncodedImage.Open(bytes, name, pixelLimit);
        var pixels = new byte[shape.Elements];
        image.Decode(shape, resize, pixels);
        return new ImageFile(pixels, image.Width, image.Height, (image.Height, image.Width) != (shape.Height, shape.Width));
    }
}

namespace MlNetCnn;

/// <summary>An image file read into the bytes a network takes: stretched to its size as <see cref="EncodedImage"/> does it.</summary>
/// <param name="Pixels">C·H·W bytes, one plane a channel: red, green, blue, or grey.</param>
/// <param name="SourceWidth">The width the image is seen at before it was resized, after its orientation was applied.</param>
/// <param name="SourceHeight">The height, likewise.</param>
/// <param name="Resized">Whether the image had another size than the wanted one.</param>
internal sealed record ImageFile(byte[] Pixels, int SourceWidth, int SourceHeight, bool Resized)
{
    /// <summary>The largest image that is decoded, in pixels: a file of a few bytes must not claim all memory.</summary>
    public const long PixelLimit = 64_000_000;

    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase) { ".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif" };

    /// <summary>Whether a file's name is that of an image: png, jpg, jpeg, webp, bmp or gif.</summary>
    public static bool HasImageName(string path) => Extensions.Contains(Path.GetExtension(path));

    /// <summary>Reads an image file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shape">What the network reads, 1×H×W or 3×H×W.</param>
    /// <exception cref="InvalidDataException">The file is not an image, damaged, cut short, or above <see cref="PixelLimit"/>.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static ImageFile Read(string path, TensorShape shape)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FileNotFoundException($"There is no image file '{path}'.", path, e);
        }
        if (!shape.IsImage || shape.Channels is not (1 or 3))
            throw new ArgumentException($"Image files give grey or RGB images, 1×H×W or 3×H×W, but {shape} was asked for.", nameof(shape));
        using var image = EncodedImage.Open(bytes, path, PixelLimit);
        var pixels = new byte[shape.Elements];
        image.Decode(shape, ResizeMode.Stretch, pixels);
        return new ImageFile(pixels, image.Width, image.Height, (image.Height, image.Width) != (shape.Height, shape.Width));
    }
}

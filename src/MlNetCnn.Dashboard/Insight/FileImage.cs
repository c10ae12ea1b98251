using Microsoft.AspNetCore.Components.Forms;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>Files of visitors as input images of a network, decoded as a scorer's are, in a process of its own.</summary>
internal static class FileImage
{
    public const long MostBytes = 10 << 20;

    private const long MostPixels = 25_000_000;

    /// <exception cref="InvalidDataException">It is too large, no image or damaged; the message says which.</exception>
    /// <exception cref="IOException">It did not arrive.</exception>
    public static async Task<PictureAnswer> ReadAsync(this PictureProcess pictures, IBrowserFile file, TensorShape shape, ResizeMode resize)
    {
        if (file.Size > MostBytes)
            throw new InvalidDataException($"'{file.Name}' has {file.Size / 1048576.0:0.0} MB, but at most {MostBytes >> 20} MB are read: make it smaller.");
        using var bytes = new MemoryStream();
        await using (var stream = file.OpenReadStream(MostBytes))
            await stream.CopyToAsync(bytes);
        return await pictures.ReadAsync(bytes.ToArray(), file.Name, shape, resize);
    }

    /// <exception cref="InvalidDataException">It is no image or damaged; the message says which.</exception>
    public static Task<PictureAnswer> ReadAsync(this PictureProcess pictures, byte[] bytes, string name, TensorShape shape, ResizeMode resize) =>
        pictures.DecodeAsync(new(bytes, name, MostPixels) { Shape = shape, Resize = resize });

    /// <summary>With a remark where it was resized.</summary>
    public static LookedImage ToLooked(this PictureAnswer image, string name, TensorShape shape, bool isInverted) => new(
        name,
        isInverted ? Array.ConvertAll(image.Pixels, b => (byte)(255 - b)) : image.Pixels,
        Remark: image.Source != new Size2d(shape.Height, shape.Width) ? $"{image.Source.Width}×{image.Source.Height} pixels, made {shape.Width}×{shape.Height}" : null);
}

using SkiaSharp;

namespace MlNetCnn.Cli.Tests;

/// <summary>Image files to read.</summary>
internal static class Pictures
{
    /// <summary>Writes a png of one color; the folder is made.</summary>
    public static void Write(string path, int width, int height, byte red, byte green, byte blue)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        bitmap.Erase(new SKColor(red, green, blue));
        using var file = File.Create(path);
        bitmap.Encode(file, SKEncodedImageFormat.Png, quality: 100);
    }

    /// <summary>
    /// Writes a folder of 12 + 12 red and blue images of 28×28 in class folders, each a little different, without train and test.
    /// </summary>
    public static string WriteFolder(string path)
    {
        for (byte i = 0; i < 12; i++)
        {
            Write(Path.Combine(path, "red", $"{i:00}.png"), 28, 28, (byte)(200 + i), 20, i);
            Write(Path.Combine(path, "blue", $"{i:00}.png"), 28, 28, i, 20, (byte)(200 + i));
        }
        return path;
    }
}

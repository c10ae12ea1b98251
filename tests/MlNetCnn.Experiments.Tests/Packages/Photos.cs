using SkiaSharp;

namespace MlNetCnn.Experiments.Tests;

/// <summary>Images as somebody brings them: a folder of files for each class.</summary>
internal static class Photos
{
    /// <summary>Writes <c>photos/dark</c>, <c>photos/light</c> and a light <c>photo.png</c>.</summary>
    public static void Write(string folder)
    {
        for (var i = 0; i < 20; i++)
        {
            Write(Path.Combine(folder, "photos", "dark", $"{i}.png"), i);
            Write(Path.Combine(folder, "photos", "light", $"{i}.png"), 200 + i);
        }
        Write(Path.Combine(folder, "photo.png"), 210);
    }

    public static byte[] Png(int brightness)
    {
        using var bitmap = new SKBitmap(40, 30);
        bitmap.Erase(new SKColor((byte)brightness, (byte)brightness, 50));
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private static void Write(string path, int brightness)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, Png(brightness));
    }
}

using System.IO.Compression;
using SkiaSharp;

namespace MlNetCnn.Dashboard.Tests;

/// <summary>Class folders of 4×4 images of one gray each: as a folder or as a zip.</summary>
internal static class TinyImages
{
    /// <summary>Writes one png for each gray into CLASS/NUMBER.png.</summary>
    public static string WriteFolder(string folder, params (string Class, byte[] Grays)[] classes)
    {
        foreach (var (name, grays) in classes)
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
            for (var i = 0; i < grays.Length; i++)
                File.WriteAllBytes(Path.Combine(folder, name, $"{i}.png"), Png(grays[i]));
        }
        return folder;
    }

    public static byte[] Zip(params (string Class, byte[] Grays)[] classes)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, grays) in classes)
            {
                for (var i = 0; i < grays.Length; i++)
                {
                    using var entry = zip.CreateEntry($"{name}/{i}.png").Open();
                    entry.Write(Png(grays[i]));
                }
            }
        }
        return stream.ToArray();
    }

    private static byte[] Png(byte gray)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(4, 4, SKColorType.Gray8, SKAlphaType.Opaque));
        bitmap.Erase(new SKColor(gray, gray, gray));
        using var encoded = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return encoded.ToArray();
    }
}

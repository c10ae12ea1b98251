using System.Collections.Immutable;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace MlNetCnn;

/// <summary>
/// A picture of the classes: a row a class with images evenly spread over those it has, beside its name where the system has a font.
/// </summary>
public static class ContactSheet
{
    private const int TileSide = 64;
    private const int Gap = 4;
    private const int NameWidth = 150;
    private const int MostClasses = 400; // a png of more than 30,000 lines opens nowhere

    /// <summary>Draws a sheet as a png.</summary>
    /// <param name="images">The images.</param>
    /// <param name="path">The file to write, replacing what is there.</param>
    /// <param name="imagesPerClass">How many images of a class are drawn at most, 1 to 100. Default: 10.</param>
    /// <returns>The names of the classes of the rows, from top to bottom: all, or the first 400.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of images is out of its range.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static ImmutableArray<string> Write(ImageSplit images, string path, int imagesPerClass = 10)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (imagesPerClass is < 1 or > 100)
            throw new ArgumentOutOfRangeException(nameof(imagesPerClass), imagesPerClass, "A contact sheet has 1 to 100 images of a class.");
        ImmutableArray<string> rows = [.. images.ClassNames.Take(MostClasses)];
        using var font = new SKFont(SKTypeface.Default, 13);
        var left = Gap + (font.Typeface is { GlyphCount: > 0 } ? NameWidth : 0);

        using var sheet = new SKBitmap(left + imagesPerClass * (TileSide + Gap), Gap + rows.Length * (TileSide + Gap), SKColorType.Rgba8888, SKAlphaType.Opaque);
        using (var canvas = new SKCanvas(sheet))
        {
            canvas.Clear(SKColors.White);
            for (var row = 0; row < rows.Length; row++)
            {
                var top = Gap + row * (TileSide + Gap);
                if (left > Gap)
                    DrawName(canvas, font, rows[row], top);
                foreach (var (place, index) in Chosen(images, row, imagesPerClass))
                    DrawImage(canvas, images, index, left + place * (TileSide + Gap), top);
            }
        }
        AtomicFile.Write(path, stream =>
        {
            using var data = sheet.Encode(SKEncodedImageFormat.Png, quality: 100);
            data.SaveTo(stream);
        });
        return rows;
    }

    /// <summary>Draws images of one class as a png: tiles from left to right, line by line, as many lines as it takes; null where it has none.</summary>
    internal static byte[]? OfClass(ImageSplit images, int label, int columns, int most)
    {
        (int Place, int Index)[] chosen = [.. Chosen(images, label, most)];
        if (chosen.Length == 0)
            return null;
        const int step = TileSide + Gap;
        using var sheet = new SKBitmap(columns * step - Gap, (chosen.Length + columns - 1) / columns * step - Gap, SKColorType.Rgba8888, SKAlphaType.Premul);
        using (var canvas = new SKCanvas(sheet))
        {
            canvas.Clear(SKColors.Transparent);
            foreach (var (place, index) in chosen)
                DrawImage(canvas, images, index, place % columns * step, place / columns * step);
        }
        using var data = sheet.Encode(SKEncodedImageFormat.Png, quality: 100);
        return data.ToArray();
    }

    // The first images of a folder are often alike: take them from everywhere.
    private static IEnumerable<(int Place, int Index)> Chosen(ImageSplit images, int label, int count)
    {
        int[] all = [.. Enumerable.Range(0, images.Count).Where(i => images.Labels[i] == label)];
        return Enumerable.Range(0, Math.Min(count, all.Length)).Select(place => (place, all[(int)((long)place * all.Length / Math.Min(count, all.Length))]));
    }

    private static void DrawName(SKCanvas canvas, SKFont font, string name, int top)
    {
        using var black = new SKPaint(font) { Color = SKColors.Black, IsAntialias = true };
        var shown = name;
        for (var length = name.Length - 1; length > 0 && black.MeasureText(shown) > NameWidth - 2 * Gap; length--)
            shown = name[..length] + "…";
        canvas.DrawText(shown, Gap, top + TileSide / 2f + 5, black);
    }

    private static void DrawImage(SKCanvas canvas, ImageSplit images, int index, int left, int top)
    {
        var (shape, plane) = (images.Shape, images.Shape.Height * images.Shape.Width);
        var pixels = new byte[shape.Elements];
        images.CopyImage(index, pixels);
        var rgba = new byte[4 * plane];
        for (var i = 0; i < plane; i++)
        {
            for (var c = 0; c < 3; c++)
                rgba[4 * i + c] = pixels[shape.Channels == 1 ? i : c * plane + i];
            rgba[4 * i + 3] = byte.MaxValue;
        }
        using var bitmap = new SKBitmap(shape.Width, shape.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        Marshal.Copy(rgba, 0, bitmap.GetPixels(), rgba.Length);
        // Small images stay as crisp as they are, large ones are averaged; both keep their proportions.
        var scale = (float)TileSide / Math.Max(shape.Width, shape.Height);
        var (width, height) = (shape.Width * scale, shape.Height * scale);
        using var paint = new SKPaint { FilterQuality = scale >= 1 ? SKFilterQuality.None : SKFilterQuality.Medium };
        canvas.DrawBitmap(bitmap, SKRect.Create(left + (TileSide - width) / 2, top + (TileSide - height) / 2, width, height), paint);
    }
}

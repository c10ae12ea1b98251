using System.Globalization;
using SkiaSharp;

namespace MlNetCnn.Benchmarks;

/// <summary>The figures of loading data, as a Markdown table. Each contender is a process of its own.</summary>
internal static class DataFigures
{
    private const int Jpegs = 500;

    public static int Run(string[] arguments, TextWriter output, TextWriter log)
    {
        var (rounds, archive) = (3, (string?)null);
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : throw new ArgumentException($"'{arguments[i]}' needs a value.");
            (rounds, archive) = arguments[i] switch
            {
                "--rounds" => (int.Parse(value, CultureInfo.InvariantCulture), archive),
                "--archive" => (rounds, value),
                _ => throw new ArgumentException($"'{arguments[i]}' is unknown: use --rounds or --archive."),
            };
        }
        output.WriteLine("| what | images/s, median of rounds (least–most) | peak memory |");
        output.WriteLine("|---|---|---|");
        if (archive is not null)
        {
            Report($"{Path.GetFileName(archive)}, decoded", $"open anew {{0}} {archive}", rounds, output, log);
            Report($"{Path.GetFileName(archive)}, from the kept pixels", $"open kept {{0}} {archive}", rounds, output, log);
        }
        using var folder = new TemporaryCache();
        WriteJpegs(folder.Path);
        var ours = Report($"{Jpegs} jpegs 500×375 to 224×224, ImageData.Open", $"open resized {{0}} {folder.Path}", rounds, output, log);
        var stock = Report($"{Jpegs} jpegs 500×375 to 224×224, LoadImages → ResizeImages → ExtractPixels", $"stock {{0}} {folder.Path}", rounds, output, log);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| ours ÷ ML.NET's (aim ≥ 2) | {ours / stock:f2} | |"));
        return 0;
    }

    private static double Report(string what, string contender, int rounds, TextWriter output, TextWriter log)
    {
        double peak;
        using (var child = new ChildProcess(string.Format(CultureInfo.InvariantCulture, contender, "peak")))
            peak = child.Run(0);
        using var timed = new ChildProcess(string.Format(CultureInfo.InvariantCulture, contender, "rate"));
        timed.Run(0);
        var rates = Enumerable.Range(0, rounds).Select(_ => timed.Run(0)).Order().ToArray();
        log.WriteLine($"{what}: {string.Join(", ", rates.Select(r => r.ToString("n0", CultureInfo.InvariantCulture)))}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {rates[rates.Length / 2]:n0} ({rates[0]:n0}–{rates[^1]:n0}) | {peak / 1e6:n0} MB |"));
        return rates[rates.Length / 2];
    }

    // Pictures with edges and smooth parts, as photographs have them.
    private static void WriteJpegs(string folder)
    {
        var random = new Random(1);
        for (var i = 0; i < Jpegs; i++)
        {
            using var bitmap = new SKBitmap(500, 375);
            using (var canvas = new SKCanvas(bitmap))
            {
                using var sky = new SKPaint { Shader = SKShader.CreateLinearGradient(default, new SKPoint(500, 375), [Colour(), Colour()], SKShaderTileMode.Clamp) };
                canvas.DrawPaint(sky);
                for (var k = 0; k < 60; k++)
                {
                    using var paint = new SKPaint { Color = Colour(), IsAntialias = true };
                    canvas.DrawOval(random.Next(500), random.Next(375), random.Next(5, 60), random.Next(5, 60), paint);
                }
            }
            using var jpeg = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90);
            var path = Path.Combine(folder, i % 2 == 0 ? "a" : "b", $"{i:d3}.jpg");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, jpeg.ToArray());
        }

        SKColor Colour() => new((uint)random.Next() | 0xFF000000);
    }
}

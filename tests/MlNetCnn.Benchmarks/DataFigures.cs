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
        ReportInTurns(folder.Path, rounds, output, log);
        return 0;
    }

    // In turns, each round beginning with another, so that a machine that slows down wrongs none.
    private static void ReportInTurns(string folder, int rounds, TextWriter output, TextWriter log)
    {
        (string Name, string Contender)[] all =
        [
            ($"{Jpegs} jpegs 500×375 to 224×224, exact", $"open resized {{0}} {folder}"),
            ("with fast decoding", $"open fast {{0}} {folder}"),
            ("by LoadImages → ResizeImages → ExtractPixels", $"stock {{0}} {folder}"),
        ];
        var peaks = all.Select(contender => Peak(contender.Contender)).ToArray();
        var processes = all.Select(contender => new ChildProcess(Named(contender.Contender, "rate"))).ToArray();
        Array.ForEach(processes, process => process.Run(0));
        var rates = all.Select(_ => new double[rounds]).ToArray();
        for (var turn = 0; turn < rounds * all.Length; turn++)
        {
            var (round, who) = (turn / all.Length, (turn + (turn / all.Length)) % all.Length);
            rates[who][round] = processes[who].Run(0);
            log.WriteLine($"{all[who].Name}: {rates[who][round]:n0}");
        }
        Array.ForEach(processes, process => process.Dispose());
        for (var who = 0; who < all.Length; who++)
            output.WriteLine(Row(all[who].Name, rates[who], peaks[who]));
        foreach (var (who, name, aim) in new[] { (0, "exact", "≥ 0.9"), (1, "fast", "≥ 1.1") })
        {
            var ratio = Duel.Median(rates[who].Zip(rates[^1], (ours, stock) => ours / stock));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} ÷ ML.NET's (aim {aim}, memory ≤ 0.5) | {ratio:f2} | {peaks[who] / peaks[^1]:f2} |"));
        }
    }

    private static void Report(string what, string contender, int rounds, TextWriter output, TextWriter log)
    {
        var peak = Peak(contender);
        using var timed = new ChildProcess(Named(contender, "rate"));
        timed.Run(0);
        var rates = Enumerable.Range(0, rounds).Select(_ => timed.Run(0)).ToArray();
        log.WriteLine($"{what}: {string.Join(", ", rates.Select(r => r.ToString("n0", CultureInfo.InvariantCulture)))}");
        output.WriteLine(Row(what, rates, peak));
    }

    private static double Peak(string contender)
    {
        using var child = new ChildProcess(Named(contender, "peak"));
        return child.Run(0);
    }

    private static string Named(string contender, string measure) => string.Format(CultureInfo.InvariantCulture, contender, measure);

    private static string Row(string what, double[] rates, double peak) => string.Create(CultureInfo.InvariantCulture,
        $"| {what} | {Duel.Median(rates):n0} ({rates.Min():n0}–{rates.Max():n0}) | {peak / 1e6:n0} MB |");

    // Pictures with edges and smooth parts, as photographs have them.
    private static void WriteJpegs(string folder)
    {
        var random = new Random(1);
        for (var i = 0; i < Jpegs; i++)
        {
            using var bitmap = new SKBitmap(500, 375);
            using (var canvas = new SKCanvas(bitmap))
            {
                using var sky = new SKPaint { Shader = SKShader.CreateLinearGradient(default, new SKPoint(500, 375), [Color(), Color()], SKShaderTileMode.Clamp) };
                canvas.DrawPaint(sky);
                for (var k = 0; k < 60; k++)
                {
                    using var paint = new SKPaint { Color = Color(), IsAntialias = true };
                    canvas.DrawOval(random.Next(500), random.Next(375), random.Next(5, 60), random.Next(5, 60), paint);
                }
            }
            using var jpeg = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90);
            var path = Path.Combine(folder, i % 2 == 0 ? "a" : "b", $"{i:d3}.jpg");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, jpeg.ToArray());
        }

        SKColor Color() => new((uint)random.Next() | 0xFF000000);
    }
}

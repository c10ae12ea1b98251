using System.Diagnostics;
using SkiaSharp;

namespace MlNetCnn.Benchmarks;

/// <summary>Clients that send images one after another, each as soon as the last was answered.</summary>
internal sealed class WebLoad(Network network, Uri address)
{
    public const int Clients = 16;

    private readonly byte[][] _images = [.. Enumerable.Range(1, Clients).Select(seed => Png(network, seed))];

    /// <summary>The times of all requests in microseconds, and how many of them failed.</summary>
    public (List<double> Times, int Failures) Run(string path, double seconds)
    {
        var clients = _images.Select(image => Task.Run(() => Client(path, image, seconds)));
        var all = Task.WhenAll(clients).GetAwaiter().GetResult();
        return ([.. all.SelectMany(client => client.Times)], all.Sum(client => client.Failures));
    }

    private async Task<(List<double> Times, int Failures)> Client(string path, byte[] image, double seconds)
    {
        using var http = new HttpClient { BaseAddress = address };
        var (times, failures) = (new List<double>(), 0);
        for (var watch = Stopwatch.StartNew(); watch.Elapsed.TotalSeconds < seconds;)
        {
            var from = Stopwatch.GetTimestamp();
            try
            {
                using var content = new ByteArrayContent(image);
                using var response = await http.PostAsync(path, content);
                var answer = await response.Content.ReadAsStringAsync();
                failures += response.IsSuccessStatusCode && answer.Contains("probabilities", StringComparison.Ordinal) ? 0 : 1;
            }
            catch (HttpRequestException)
            {
                failures++;
            }
            times.Add(Stopwatch.GetElapsedTime(from).TotalMicroseconds);
        }
        return (times, failures);
    }

    private static byte[] Png(Network network, int seed)
    {
        var random = new Random(seed);
        using var bitmap = new SKBitmap(network.Shape.Width, network.Shape.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        bitmap.Pixels = [.. Enumerable.Range(0, bitmap.Width * bitmap.Height).Select(_ => new SKColor((uint)random.Next() | 0xFF000000))];
        return bitmap.Encode(SKEncodedImageFormat.Png, quality: 100).ToArray();
    }
}

using System.Globalization;

namespace MlNetCnn.Benchmarks;

/// <summary>How much the sample web app serves.</summary>
internal static class WebFigures
{
    private static readonly (string Network, string Path, bool Gathers)[] Ways =
    [
        ("lenet", "/score", false), ("lenet", "/score", true), ("lenet", "/predict", false),
        ("resnet18", "/score", false), ("resnet18", "/score", true), ("resnet18", "/predict", false),
    ];

    /// <param name="seconds">How long each way is under load.</param>
    /// <param name="output">Takes the table.</param>
    public static void Run(double seconds, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine(
            $"| web app, {WebLoad.Clients} clients for {seconds:n0} s on loopback | requests/s | median | 99th percentile | failed |");
        output.WriteLine("|---|---|---|---|---|");
        foreach (var (name, path, gathers) in Ways)
        {
            var network = Network.Named(name);
            using var server = new WebServer(network, gathers);
            var load = new WebLoad(network, server.Address);
            load.Run(path, 1);
            var (times, failures) = load.Run(path, seconds);
            var way = $"{name} {path}{(gathers ? " with micro-batching" : "")}";
            var (median, late) = (Latencies.Percentile(50, times) / 1000, Latencies.Percentile(99, times) / 1000);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {way} | {(times.Count - failures) / seconds:n0} | {median:f1} ms | {late:f1} ms | {failures} |"));
        }
    }
}

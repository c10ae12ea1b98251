using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MlNetCnn.Experiments.Tests;

/// <summary>`mlnetcnn worker --telemetry` as a collector sees it.</summary>
public sealed class TelemetryExportTests : IDisposable
{
    private readonly Workplace _workplace = new();

    [Fact]
    public async Task Worker_WithACollector_SendsItsMetricsAndTraces()
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var received = new ConcurrentQueue<(string Path, string Body)>();
        using var collector = new HttpListener { Prefixes = { $"{address}/" } };
        collector.Start();
        var collecting = CollectAsync(collector, received);
        var store = await RunStore.OpenAsync(_workplace.SqliteLocation());
        var run = await store.AddAsync(_workplace.Request());
        using var worker = Process.Start(new ProcessStartInfo(Hosts.Command.FileName,
            [.. Hosts.Command.Arguments, "worker", "--store", store.Location.File!, "--artifacts", _workplace.Artifacts, "--telemetry", address])
        {
            Environment = { ["OTEL_METRIC_EXPORT_INTERVAL"] = "200", ["OTEL_BSP_SCHEDULE_DELAY"] = "200" },
        })!;
        try
        {
            // In protobuf names stand as they are.
            await Hosts.UntilAsync(() => Has("/v1/metrics", "mlnetcnn.queue.length") && Has("/v1/metrics", "mlnetcnn.run.duration")
                && Has("/v1/metrics", "mlnetcnn.training.throughput") && Has("/v1/traces", run.Id));
        }
        finally
        {
            await Hosts.KillAsync(worker);
        }
        collector.Stop();
        await collecting;

        Assert.Contains(received, r => r.Body.Contains("mlnetcnn-worker", StringComparison.Ordinal));
        Assert.Contains(received, r => r.Path == "/v1/traces" && r.Body.Contains("succeeded", StringComparison.Ordinal));

        bool Has(string path, string text) => received.Any(r => r.Path == path && r.Body.Contains(text, StringComparison.Ordinal));
    }

    public void Dispose() => _workplace.Dispose();

    private static async Task CollectAsync(HttpListener collector, ConcurrentQueue<(string, string)> received)
    {
        try
        {
            while (true)
            {
                var context = await collector.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                received.Enqueue((context.Request.Url!.AbsolutePath, Encoding.Latin1.GetString(body.ToArray())));
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // It was stopped.
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

using System.Collections.Concurrent;

namespace MlNetCnn.Tests;

/// <summary>Keeps what is reported, and does something at each report.</summary>
internal sealed class Recorder(Action<DownloadProgress>? then = null) : IProgress<DownloadProgress>
{
    public ConcurrentQueue<DownloadProgress> Reports { get; } = new();

    public void Report(DownloadProgress value)
    {
        Reports.Enqueue(value);
        then?.Invoke(value);
    }
}

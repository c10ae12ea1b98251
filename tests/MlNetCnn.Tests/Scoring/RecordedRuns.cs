using System.Collections.Concurrent;

namespace MlNetCnn.Tests;

/// <summary>A network of one pixel and one class that gives the pixel back, keeps the sizes of its runs, and can be held.</summary>
internal sealed class RecordedRuns : IDisposable
{
    private readonly ManualResetEventSlim _mayGoOn = new(initialState: true);
    private readonly SemaphoreSlim _begun = new(0);

    public ConcurrentQueue<int> Sizes { get; } = new();

    /// <summary>Runs that begin from now on wait.</summary>
    public void Hold() => _mayGoOn.Reset();

    public void Release() => _mayGoOn.Set();

    public Task Begun() => _begun.WaitAsync();

    public void Run(ReadOnlySpan<float> pixels, int rows, Span<float> probabilities)
    {
        Sizes.Enqueue(rows);
        _begun.Release();
        _mayGoOn.Wait();
        if (pixels.Contains(float.NaN))
            throw new InvalidDataException("There is a NaN.");
        pixels.CopyTo(probabilities);
    }

    public void Dispose()
    {
        _mayGoOn.Dispose();
        _begun.Dispose();
    }
}

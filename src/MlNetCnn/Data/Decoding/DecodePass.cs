using System.Collections.Concurrent;

namespace MlNetCnn;

/// <summary>
/// Goes through a source once: one thread reads entries, others decode chunks of them, and the caller gets the chunks in order. Never more
/// than two chunks a decoding thread are in memory.
/// </summary>
internal sealed class DecodePass(ImageSource source, DecodeTarget target, int threads)
{
    /// <summary>The decoded chunks in the order of the entries.</summary>
    /// <exception cref="InvalidDataException">The source's structure is broken.</exception>
    public IEnumerable<DecodedChunk> Run(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var chunks = new BlockingCollection<Task<DecodedChunk>>(2 * threads);
        var decoders = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, threads).ConcurrentScheduler;
        var reader = Task.Factory.StartNew(() => Read(chunks, decoders, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            foreach (var chunk in chunks.GetConsumingEnumerable(cancellationToken))
                yield return chunk.GetAwaiter().GetResult();
            reader.GetAwaiter().GetResult(); // what it threw, it throws here
        }
        finally
        {
            stop.Cancel();
            Task.WaitAny([reader], CancellationToken.None); // it uses the collection
            while (chunks.TryTake(out var left))
                Task.WaitAny([left], CancellationToken.None);
        }
    }

    private void Read(BlockingCollection<Task<DecodedChunk>> chunks, TaskScheduler decoders, CancellationToken stop)
    {
        try
        {
            foreach (var chunk in EntryChunks.Of(source.Read(stop), target.Shape.Elements))
            {
                var decoding = Task.Factory.StartNew(() => target.Decode(chunk), CancellationToken.None, TaskCreationOptions.DenyChildAttach, decoders);
                chunks.Add(decoding, stop);
            }
        }
        finally
        {
            chunks.CompleteAdding();
        }
    }
}

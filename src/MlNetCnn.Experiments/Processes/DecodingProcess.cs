namespace MlNetCnn.Experiments;

/// <summary>Decodes each data set in its own process, with memory and time limits.</summary>
internal sealed class DecodingProcess(RunHost host, TimeProvider time) : IOutsideDecoder
{
    private const long LeastMemory = 1L << 30, MostMemory = 16L << 30;

    /// <summary>In bytes. Default: half of the machine's memory, between 1 and 16 GiB.</summary>
    public long MemoryLimit { get; init; } = Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2, LeastMemory, MostMemory);

    /// <summary>Longest time without an image. Default: 2 minutes, enough for a large row group or a slow disk.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>From now on, this program decodes data sets in child processes only.</summary>
    public static void UseForAll(RunHost? host = null) => ImageData.Outside = new DecodingProcess(host ?? RunHost.Own, TimeProvider.System);

    public void Decode(string path, ImageLoading options, string file, IProgress<ImageLoadingProgress>? progress, CancellationToken cancellationToken)
    {
        var part = $"{file}.{Guid.NewGuid():n}.part";
        using var process = new AnsweringProcess<DecodingRequest, DecodingAnswer>(host, RunChild.Decoding, "reading images", time)
        {
            MemoryLimit = MemoryLimit,
            Patience = Patience,
        };
        try
        {
            // The caller may be on the UI thread, which progress reports need.
            var answer = Task.Run(() => process.AskAsync(new(path, options, part), Tell, cancellationToken), CancellationToken.None).GetAwaiter().GetResult();
            if (answer.Fault is { } fault)
                throw new InvalidDataException(fault);
            File.Move(part, file, overwrite: true);
        }
        catch (ProcessLimitException e)
        {
            throw new InvalidDataException($"'{path}' cannot be read: {e.Message} It is damaged, or too large to be read at once: fetch it again, or split it into smaller files.", e);
        }
        catch (InvalidOperationException e)
        {
            throw new IOException($"'{path}' cannot be read: {e.Message}", e);
        }
        finally
        {
            process.Dispose();
            foreach (var left in AtomicFile.Unfinished(part).Prepend(part))
                File.Delete(left);
        }

        void Tell(DecodingAnswer answer)
        {
            if (answer.Progress is { } p)
                progress?.Report(p);
        }
    }
}

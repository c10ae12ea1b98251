namespace MlNetCnn.Dashboard;

/// <summary>Receives uploads directly onto the disk of the data sets, up to a limit; incomplete ones are deleted.</summary>
internal sealed class Uploads(DataSetStore sets, long limit)
{
    /// <summary>The leading dot keeps it apart from data set names.</summary>
    internal const string Prefix = ".upload.", Lock = ".lock";

    /// <summary>In bytes.</summary>
    public long Limit => limit;

    /// <exception cref="ArgumentException">A data set has the name already.</exception>
    /// <exception cref="InvalidDataException">More comes than is allowed.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The sender gave up.</exception>
    public async Task<Upload> ReceiveAsync(UploadName name, Stream content, CancellationToken cancellation)
    {
        if (sets.Find(name.Set) is not null)
            throw new ArgumentException($"There is a data set '{name.Set}' already: remove it first, or take another name.");
        var upload = Upload.Begin(sets.OwnFolder, name);
        try
        {
            await using var file = new FileStream(upload.Path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16, useAsync: true);
            var (buffer, written) = (new byte[1 << 16], 0L);
            for (int read; (read = await content.ReadAsync(buffer, cancellation)) > 0; written += read)
            {
                if (written + read > limit)
                    throw TooLarge();
                await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }
            return upload;
        }
        catch
        {
            upload.Dispose();
            throw;
        }
    }

    public InvalidDataException TooLarge() =>
        new($"The file is larger than {Quantity.Bytes(limit)}, the most that is taken: import it by its path on the server, or start the dashboard with a larger --upload-mib.");

    /// <summary>Deletes what killed servers left behind, where possible.</summary>
    public void Sweep()
    {
        try
        {
            if (!Directory.Exists(sets.OwnFolder))
                return;
            foreach (var folder in Directory.EnumerateDirectories(sets.OwnFolder, Prefix + "*").ToArray())
            {
                using (var held = FileLock.TryTake(Path.Combine(folder, Lock)))
                {
                    if (held is null)
                        continue;
                }
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Left behind: it only takes disk space.
        }
    }
}

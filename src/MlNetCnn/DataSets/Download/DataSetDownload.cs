using System.Text;

namespace MlNetCnn;

/// <summary>Brings the files of a published data set into its folder of the cache, once for all processes.</summary>
internal sealed class DataSetDownload(HttpClient http, TimeProvider time)
{
    // Long enough for another process to download the largest.
    private static readonly TimeSpan Patience = TimeSpan.FromHours(2);

    /// <summary>Downloads what is missing; what is there is used, once it was found right.</summary>
    /// <param name="entry">The data set, with the sources to take.</param>
    /// <param name="folder">Its folder; it is made.</param>
    /// <param name="progress">Told how far it is; null where nobody looks.</param>
    /// <param name="cancellationToken">Ends the download; what has come stays for the next time.</param>
    /// <exception cref="IOException">A file cannot be downloaded, and the message says what to do by hand; or the disk is in the way.</exception>
    /// <exception cref="InvalidDataException">A file that lies in the folder is not the right one.</exception>
    public async Task RunAsync(DataSetEntry entry, string folder, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        var verified = new VerifiedFiles(folder);
        if (verified.Has(entry.Files))
            return;
        OwnerOnly.CreateFolder(folder);
        using var held = await FileLock.TakeAsync(
            LockOf(folder), Patience, time, holder => Report(0, entry.Files[0].Name, $"waiting for {holder}, which downloads it"), cancellationToken).ConfigureAwait(false);
        if (verified.Has(entry.Files))
            return;
        OwnerOnly.CreateFolder(folder); // remove may have taken it meanwhile
        var before = 0L;
        foreach (var file in entry.Files)
        {
            if (verified.IsThere(file))
                await verified.CheckAsync(file, cancellationToken).ConfigureAwait(false);
            else
                await DownloadAsync(entry, file, folder, (bytes, note) => Report(before + bytes, file.Name, note), cancellationToken).ConfigureAwait(false);
            before += file.Size;
            Report(before, file.Name, null);
        }
        if (entry.OpenedFile is null)
            AtomicFile.Write(Path.Combine(folder, IdxFolder.Classes), stream => stream.Write(Encoding.UTF8.GetBytes(string.Concat(entry.Classes.Select(name => name + "\n")))));
        verified.Note(entry.Files);

        void Report(long bytes, string file, string? note) => progress?.Report(new(file, bytes, entry.DownloadBytes, note));
    }

    /// <summary>The file that is locked while the folder changes.</summary>
    public static string LockOf(string folder) => Path.Combine(Path.GetDirectoryName(folder)!, $".{Path.GetFileName(folder)}.lock");

    private async Task DownloadAsync(DataSetEntry entry, DataSetFile file, string folder, Action<long, string?> report, CancellationToken cancellationToken)
    {
        try
        {
            await new FileDownload(http, time).RunAsync(file, folder, report, cancellationToken).ConfigureAwait(false);
        }
        catch (DownloadFailure e)
        {
            var missing = entry.Files.Where(f => !File.Exists(Path.Combine(folder, f.Name))).Select(f => $"{f.Sources[0]} ({f.Size:N0} bytes)");
            throw new IOException(
                $"'{file.Name}' of '{entry.Name}' cannot be downloaded: {e.Message}. Try again to go on, or download by hand and put into '{folder}': {string.Join(", ", missing)}.", e);
        }
    }
}

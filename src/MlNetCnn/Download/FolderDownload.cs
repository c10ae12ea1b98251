using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>Brings the published files of one thing into its folder, once for all processes.</summary>
internal sealed class FolderDownload
{
    private const string MirrorVariable = "MLNETCNN_MIRROR";

    // Long enough for another process to download the largest.
    private static readonly TimeSpan Patience = TimeSpan.FromHours(2);

    // One client a process, as its documentation asks for; how long a server may keep silent is watched by the download itself.
    private static readonly Lazy<HttpClient> Shared = new(() => new HttpClient(
        new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(15), PooledConnectionLifetime = TimeSpan.FromMinutes(15) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { { "User-Agent", "mlnetcnn" } },
    });

    private readonly DownloadOptions _options;
    private readonly Uri? _mirror;

    /// <exception cref="ArgumentException">The address of the mirror is none of http or https.</exception>
    public FolderDownload(DownloadOptions options)
    {
        _options = options;
        _mirror = options.Mirror ?? MirrorOfUser();
        if (_mirror is { } mirror && !(mirror.IsAbsoluteUri && mirror.Scheme is "http" or "https"))
            throw new ArgumentException($"The mirror '{mirror}' is no address to download from: give one that begins with https:// or http://.");
    }

    /// <summary>Downloads what is missing; what is there is used, once it was found right.</summary>
    /// <param name="name">What people call it.</param>
    /// <param name="files">Its files; at least one.</param>
    /// <param name="folder">Its folder; it is made.</param>
    /// <param name="mirrored">The folder of the files on a mirror.</param>
    /// <param name="progress">Told how far it is; null where nobody looks.</param>
    /// <param name="cancellationToken">Ends the download; what has come stays for the next time.</param>
    /// <param name="complete">Writes what belongs to the files, once they are there.</param>
    /// <exception cref="IOException">A file cannot be downloaded, and the message says what to do by hand; or the disk is in the way.</exception>
    /// <exception cref="InvalidDataException">A file that lies in the folder is not the right one.</exception>
    public async Task RunAsync(
        string name, IReadOnlyList<PublishedFile> files, string folder, string mirrored, IProgress<DownloadProgress>? progress,
        CancellationToken cancellationToken, Action? complete = null)
    {
        var verified = new VerifiedFiles(folder);
        if (verified.Has(files))
            return;
        var sizes = files.Select(file => file.Size).ToArray();
        OwnerOnly.CreateFolder(folder);
        using var held = await FileLock.TakeAsync(
            StoreFolder.LockOf(folder), Patience, _options.TimeProvider, holder => Report(0, files[0].Name, $"waiting for {holder}, which downloads it"),
            cancellationToken).ConfigureAwait(false);
        if (verified.Has(files))
            return;
        OwnerOnly.CreateFolder(folder); // remove may have taken it meanwhile
        var before = 0L;
        for (var i = 0; i < files.Count; i++)
        {
            var file = files[i];
            if (verified.IsThere(file))
                await verified.CheckAsync(file, cancellationToken).ConfigureAwait(false);
            else
                await DownloadAsync(FromMirror(file), i).ConfigureAwait(false);
            sizes[i] = new FileInfo(Path.Combine(folder, file.Name)).Length;
            before += sizes[i]!.Value;
            Report(before, file.Name, null);
        }
        complete?.Invoke();
        verified.Note(files);

        async Task DownloadAsync(PublishedFile file, int index)
        {
            try
            {
                await new FileDownload(_options.HttpClient ?? Shared.Value, _options.TimeProvider).RunAsync(file, folder, (bytes, size, note) =>
                {
                    sizes[index] = size;
                    Report(before + bytes, file.Name, note);
                }, cancellationToken).ConfigureAwait(false);
            }
            catch (DownloadFailure e)
            {
                var missing = files.Where(f => !File.Exists(Path.Combine(folder, f.Name))).Select(FromMirror)
                    .Select(f => f.Sources[0] + (f.Size is { } size ? $" ({size:N0} bytes)" : ""));
                throw new IOException(
                    $"'{file.Name}' of '{name}' cannot be downloaded: {e.Message}. Try again to go on, or download by hand and put into '{folder}': {string.Join(", ", missing)}.", e);
            }
        }

        // One unknown size makes the sum unknown.
        void Report(long bytes, string file, string? note) => progress?.Report(new(file, bytes, sizes.Aggregate((long?)0, (sum, size) => sum + size), note));

        PublishedFile FromMirror(PublishedFile file) => file with { Sources = SourcesOf(file, mirrored) };
    }

    /// <summary>Where a file is downloaded: from the mirror, if there is one, else from its own sources.</summary>
    public ImmutableArray<Uri> SourcesOf(PublishedFile file, string mirrored) =>
        _mirror is null ? file.Sources : [new Uri($"{_mirror.AbsoluteUri.TrimEnd('/')}/{mirrored}/{file.Name}")];

    private static Uri? MirrorOfUser() => Environment.GetEnvironmentVariable(MirrorVariable) is { Length: > 0 } text
        ? Uri.TryCreate(text, UriKind.Absolute, out var mirror) ? mirror : throw new ArgumentException($"{MirrorVariable} is '{text}', which is no address.")
        : null;
}

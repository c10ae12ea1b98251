namespace MlNetCnn;

/// <summary>
/// The pretrained weights of this machine: those of <see cref="PretrainedNetworks"/>, downloaded when they are asked for. Any number of
/// stores, in any number of processes, may share the folder.
/// </summary>
public sealed class PretrainedStore
{
    private const string Kind = "weights";

    private readonly FolderDownload _download;
    private readonly IReadOnlyList<PretrainedEntry> _catalog;
    private readonly Lazy<string> _folder; // weights that come along need none

    /// <summary>A store over the folder that the options name. Nothing is written before something is downloaded.</summary>
    /// <param name="options">Where and how. Default: the user's folder for caches.</param>
    /// <exception cref="ArgumentException">The address of the mirror is none of http or https.</exception>
    public PretrainedStore(DownloadOptions? options = null)
        : this(options ?? new(), PretrainedNetworks.All)
    {
    }

    internal PretrainedStore(DownloadOptions options, IReadOnlyList<PretrainedEntry> catalog)
    {
        _catalog = catalog;
        _download = new(options);
        _folder = new(() => options.Folder is { } folder ? Path.Combine(Path.GetFullPath(folder), Kind) : CacheFolder.OfUser(Kind));
    }

    /// <summary>The folder of downloads, with a folder for each name.</summary>
    public string Folder => _folder.Value;

    /// <summary>All pretrained weights of the catalog, downloaded or not.</summary>
    public IReadOnlyList<StoredWeights> List() => [.. _catalog.Select(Stored)];

    /// <summary>Pretrained weights by their name, downloaded or not; null where there are none of that name.</summary>
    public StoredWeights? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _catalog.FirstOrDefault(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } entry ? Stored(entry) : null;
    }

    /// <summary>Gives pretrained weights to load, downloading and verifying first what is missing.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="progress">Told how far the download is. Default: nobody.</param>
    /// <param name="cancellationToken">Ends the download; what has come stays, and the next time goes on from there.</param>
    /// <returns>The weights; their path is there, but for those that come along.</returns>
    /// <exception cref="ArgumentException">There are none of that name; the message has the nearest names.</exception>
    /// <exception cref="IOException">They cannot be downloaded; the message says which file to download by hand and where to put it.</exception>
    /// <exception cref="InvalidDataException">The file that lies in the folder is not the right one; it stays.</exception>
    public async Task<StoredWeights> GetAsync(string name, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var entry = Require(name);
        if (entry.File is { } file)
            await _download.RunAsync(entry.Name, [file], FolderOf(entry), Kind, progress, cancellationToken).ConfigureAwait(false);
        return Stored(entry);
    }

    /// <summary>Removes what was downloaded of pretrained weights.</summary>
    /// <returns>The bytes freed; null where nothing of them was there.</returns>
    /// <exception cref="ArgumentException">There are none of that name, or they come along.</exception>
    /// <exception cref="IOException">Another process is downloading them, or they cannot be removed.</exception>
    public long? Remove(string name)
    {
        var entry = Require(name);
        return entry.File is not null
            ? StoreFolder.Remove(FolderOf(entry)) is > 0 and var freed ? freed : null
            : throw new ArgumentException($"'{entry.Name}' comes along with the program and cannot be removed.");
    }

    /// <summary>The server that a file is downloaded from.</summary>
    internal string HostOf(PublishedFile file) => _download.SourcesOf(file, Kind)[0].Host;

    private PretrainedEntry Require(string name) => Find(name)?.Entry ?? throw new ArgumentException(
        $"There are no pretrained weights '{name}'{Spelling.DidYouMean(name, _catalog.Select(entry => entry.Name))} 'mlnetcnn weights list' shows all {_catalog.Count}.");

    private StoredWeights Stored(PretrainedEntry entry)
    {
        if (entry.File is null)
            return new(entry, null, 0);
        var folder = FolderOf(entry);
        return new(entry, new VerifiedFiles(folder).IsThere(entry.File) ? Path.Combine(folder, entry.File.Name) : null, StoreFolder.Bytes(folder));
    }

    private string FolderOf(PretrainedEntry entry) => Path.Combine(Folder, entry.Name);
}

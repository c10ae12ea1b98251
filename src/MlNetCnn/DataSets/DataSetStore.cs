using System.Text;

namespace MlNetCnn;

/// <summary>
/// The data sets of this machine: those of the catalog, downloaded into a cache folder when they are asked for, and the user's own.
/// Any number of stores, in any number of processes, may share the folders.
/// </summary>
public sealed class DataSetStore
{
    private readonly FolderDownload _download;
    private readonly IReadOnlyList<DataSetEntry> _catalog;
    private readonly Lazy<DataSetFolders> _folders; // the bundled set needs none
    private readonly Lazy<OwnDataSets> _own;

    /// <summary>A store over the folders that the options name. Nothing is written before something is to be kept.</summary>
    /// <param name="options">Where and how. Default: the user's folders.</param>
    /// <exception cref="ArgumentException">The address of the mirror is none of http or https.</exception>
    public DataSetStore(DownloadOptions? options = null)
        : this(options ?? new(), DataSets.All)
    {
    }

    internal DataSetStore(DownloadOptions options, IReadOnlyList<DataSetEntry> catalog)
    {
        _catalog = catalog;
        _folders = new(() => options.Folder is { } folder ? DataSetFolders.Below(folder) : DataSetFolders.OfUser());
        _download = new(options);
        _own = new(() => new OwnDataSets(_folders.Value));
    }

    /// <summary>The folder of downloads.</summary>
    public string DownloadFolder => _folders.Value.Downloads;

    /// <summary>The folder of the user's own sets.</summary>
    public string OwnFolder => _folders.Value.Own;

    /// <summary>The folder of decoded images, as <see cref="ImageLoading.CacheFolder"/> takes it.</summary>
    public string DecodedFolder => _folders.Value.Decoded;

    /// <summary>The catalog, then the user's own sets by name.</summary>
    public IReadOnlyList<StoredDataSet> List() => [.. _catalog.Select(Stored), .. _own.Value.List()];

    /// <summary>A data set by its name, downloaded or not; null where there is none of that name.</summary>
    /// <exception cref="InvalidDataException">It is one of the user's own, and what is noted about it cannot be read.</exception>
    public StoredDataSet? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _catalog.FirstOrDefault(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } entry ? Stored(entry) : _own.Value.Find(name);
    }

    /// <summary>Gives a data set to open, downloading first what is missing.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="progress">Told how far the download is. Default: nobody.</param>
    /// <param name="cancellationToken">Ends the download; what has come stays, and the next time goes on from there.</param>
    /// <returns>The data set; its path is there.</returns>
    /// <exception cref="ArgumentException">There is no data set of that name.</exception>
    /// <exception cref="IOException">It cannot be downloaded; the message says which files to download by hand and where to put them.</exception>
    /// <exception cref="InvalidDataException">A file that lies in the folder is not the right one; it stays.</exception>
    public async Task<StoredDataSet> GetAsync(string name, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var stored = Require(name);
        if (stored.Entry.Files.IsEmpty)
        {
            return stored.Path is not null && (File.Exists(stored.Path) || Directory.Exists(stored.Path)) ? stored : throw new FileNotFoundException(
                stored.IsOwn
                    ? $"'{stored.Entry.Name}' is a link to '{stored.Path}', but nothing is there any more: put it back, or remove the data set."
                    : $"The bundled images are not beside this program ('{stored.Path}'): mlnetcnn data generate draws them.", stored.Path);
        }
        var (entry, folder) = (stored.Entry, FolderOf(stored.Entry));
        await _download.RunAsync(entry.Name, entry.Files, folder, entry.Name, progress, cancellationToken, WriteClasses).ConfigureAwait(false);
        return Stored(entry);

        void WriteClasses()
        {
            if (entry.OpenedFile is null)
                AtomicFile.Write(Path.Combine(folder, IdxFolder.Classes), stream => stream.Write(Encoding.UTF8.GetBytes(string.Concat(entry.Classes.Select(name => name + "\n")))));
        }
    }

    /// <summary>
    /// Takes data of the user's own in under a name: a folder, an archive or a file as <see cref="ImageData.Open"/> opens them. They are read
    /// through first; what of it cannot be read stands in <see cref="StoredDataSet.Unreadable"/>, or is refused where the options say so.
    /// </summary>
    /// <param name="path">What to import.</param>
    /// <param name="name">The name: up to 64 lower-case letters, digits, <c>-</c>, <c>_</c> and <c>.</c>; not one of the catalog's.</param>
    /// <param name="options">How. Default: by copying.</param>
    /// <param name="progress">Told how far the reading is. Default: nobody.</param>
    /// <param name="cancellationToken">Ends it; nothing is left.</param>
    /// <exception cref="ArgumentException">The name cannot be used, or is taken.</exception>
    /// <exception cref="InvalidDataException">The data are broken; nothing was imported.</exception>
    /// <exception cref="IOException">There is nothing at that path, or it cannot be copied.</exception>
    public StoredDataSet Import(
        string path, string name, DataSetImport? options = null, IProgress<ImageLoadingProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        _own.Value.Import(path, name, options ?? new(), progress, cancellationToken);

    /// <summary>Removes one of the user's own sets, or what was downloaded of one of the catalog. Data that are only linked stay.</summary>
    /// <returns>The bytes freed; null where nothing of it was there.</returns>
    /// <exception cref="ArgumentException">There is no such data set, or it is the bundled one.</exception>
    /// <exception cref="IOException">Another process uses it, or it cannot be removed.</exception>
    public long? Remove(string name)
    {
        var stored = Require(name);
        if (!stored.IsOwn && stored.Entry.Files.IsEmpty)
            throw new ArgumentException($"'{stored.Entry.Name}' comes along with the program and cannot be removed.");
        return StoreFolder.Remove(stored.IsOwn ? _own.Value.FolderOf(stored.Entry.Name) : FolderOf(stored.Entry));
    }

    /// <summary>The server that a data set is downloaded from.</summary>
    internal string HostOf(DataSetEntry entry) => _download.SourcesOf(entry.Files[0], entry.Name)[0].Host;

    private StoredDataSet Require(string name) => Find(name) ?? throw new ArgumentException(
        $"There is no data set '{name}': there are {string.Join(", ", List().Select(s => s.Entry.Name))}.");

    private StoredDataSet Stored(DataSetEntry entry)
    {
        if (entry.Files.IsEmpty)
            return new(entry, Path.Combine(AppContext.BaseDirectory, "data"), IsOwn: false, 0);
        var folder = FolderOf(entry);
        var isHere = entry.Files.All(new VerifiedFiles(folder).IsThere);
        return new(entry, isHere ? entry.OpenedFile is { } file ? Path.Combine(folder, file) : folder : null, IsOwn: false, StoreFolder.Bytes(folder));
    }

    private string FolderOf(DataSetEntry entry) => Path.Combine(_folders.Value.Downloads, entry.Name);
}

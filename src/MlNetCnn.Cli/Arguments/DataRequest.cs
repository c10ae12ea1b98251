using System.Collections.Immutable;
using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

/// <summary>Labeled images: a path or the name of a data set, and how to decode them.</summary>
internal sealed record DataRequest(string Data, ImageLoading Loading)
{
    /// <summary>The folder of data sets, or null for the user's.</summary>
    public string? Cache { get; init; }

    /// <summary>The image settings that were given, by name. Default: none.</summary>
    public ImmutableHashSet<string> Given { get; init; } = [];

    /// <summary>The data reference stored with a run, valid in any folder: a data set name or a full path.</summary>
    /// <exception cref="FileNotFoundException">There are no such data.</exception>
    public string NameForRuns => FindByName(new DataSetStore(new() { Folder = Cache })) is { } stored
        // Custom data sets are found by name only in the user's folder.
        ? (Cache is not null && stored.IsOwn ? Path.GetFullPath(stored.Path!) : stored.Entry.Name)
        : IsPath ? Path.GetFullPath(Data) : throw Missing();

    /// <summary>Whether the path or data set exists; it may still have to be downloaded.</summary>
    public bool IsThere => IsPath || FindByName(new DataSetStore(new() { Folder = Cache })) is not null;

    /// <summary>The data reference stored in a model.</summary>
    public string Reference => new DataReference(NameForRuns, ImagesForRuns).ToJson();

    public ImmutableSortedDictionary<string, string> ImagesForRuns => ImageSettings.Format(Loading);

    /// <summary>
    /// Loads the images, downloading them first if necessary. Images are resized to <paramref name="wanted"/> unless it is null.
    /// </summary>
    /// <exception cref="IOException">There are no such data, or they cannot be read or downloaded.</exception>
    /// <exception cref="InvalidDataException">They are damaged, or not what was asked for.</exception>
    public RunData Load(Terminal terminal, TensorShape? wanted = null, CancellationToken cancellationToken = default)
    {
        var data = Open(terminal, wanted, cancellationToken);
        LeftOut.Note(terminal, Data, data.Skipped, data.Unsupported, data.Notes);
        terminal.Detail($"read {data.Train.Count:N0} training, {data.Validation?.Count ?? 0:N0} validation and {data.Test?.Count ?? 0:N0} test images of {data.Shape} from {data.Path}, "
            + (data.FromCache ? "decoded before (cache)" : "decoded now"));
        return RunData.Of(data, Loading);
    }

    /// <summary>Like <see cref="Load"/>, with all details about the data.</summary>
    /// <inheritdoc cref="Load"/>
    public ImageData Open(Terminal terminal, TensorShape? wanted = null, CancellationToken cancellationToken = default)
    {
        var store = new DataSetStore(new() { Folder = Cache });
        var path = PathOf(store, terminal, cancellationToken);
        var loading = In(store);
        if (wanted is not null)
            loading = loading with { MixedSize = (wanted.Height, wanted.Width) };
        var data = Read(terminal, progress => ImageData.Open(path, loading, progress, cancellationToken));
        var isEncoded = data.Format is ImageDataFormat.Folder or ImageDataFormat.Parquet || !data.Train.Paths.IsDefaultOrEmpty;
        if (wanted is null || wanted.Equals(data.Shape) || Loading.Size is not null || !isEncoded)
            return data;
        terminal.Note($"The images are {data.Shape} and are resized to the model's {wanted}.");
        loading = loading with { Size = (wanted.Height, wanted.Width), Channels = Loading.Channels ?? wanted.Channels };
        return Read(terminal, progress => ImageData.Open(path, loading, progress, cancellationToken));
    }

    /// <summary>What is known of the images without decoding them, and whether they are the user's own. Nothing is downloaded.</summary>
    /// <inheritdoc cref="Load" path="/exception"/>
    public (ImageFacts Facts, bool IsOwn) LookAt(Terminal terminal, CancellationToken cancellationToken)
    {
        var store = new DataSetStore(new() { Folder = Cache });
        var stored = FindByName(store);
        // What is linked may have changed since it was noted.
        if (Loading is { Classes: null, MinImages: 1 } && stored?.Entry.Facts is { } known && (!stored.IsOwn || (known.SmallestClass > 0 && stored.Bytes > 0)))
            return (known, stored.IsOwn);
        var path = stored?.Path ?? (IsPath ? Data : throw Missing());
        return (Read(terminal, progress => ImageFacts.Read(path, In(store), progress, cancellationToken)), true);
    }

    /// <summary>With a setting that nobody gave.</summary>
    public DataRequest With(string setting, string text) => this with { Loading = ImageSettings.Find(setting).Read(text, Loading), Given = Given.Add(setting) };

    /// <summary>Imports the data under a name.</summary>
    /// <inheritdoc cref="Load"/>
    public StoredDataSet Import(Terminal terminal, string name, DataSetImport import, CancellationToken cancellationToken) =>
        Read(terminal, progress => new DataSetStore(new() { Folder = Cache }).Import(Data, name, import, progress, cancellationToken));

    private ImageLoading In(DataSetStore store) => Loading with { CacheFolder = Loading.CacheFolder ?? (Cache is null ? null : store.DecodedFolder) };

    private static T Read<T>(Terminal terminal, Func<IProgress<ImageLoadingProgress>?, T> read)
    {
        try
        {
            return LoadingDisplay.Show(terminal, read);
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException)
        {
            throw new InvalidDataException(ImageOptionNames.In(Failure.OneLine(e), areSwitches: true), e);
        }
    }

    // Data set names take precedence; ./NAME is always a path.
    private string PathOf(DataSetStore store, Terminal terminal, CancellationToken cancellationToken)
    {
        if (FindByName(store) is not { } stored)
            return IsPath ? Data : throw Missing();
        if (IsPath)
            terminal.Note($"'{Data}' is read as the data set of that name; for the file or folder here give ./{Data}.");
        return DownloadDisplay.Get(store, stored.Entry.Name, terminal, cancellationToken).Path!;
    }

    private bool IsPath => File.Exists(Data) || Directory.Exists(Data);

    private StoredDataSet? FindByName(DataSetStore store) => DataSetName.IsValid(Data.ToLowerInvariant()) ? store.Find(Data) : null;

    private FileNotFoundException Missing() => new($"There is no file, folder or data set '{Data}': mlnetcnn data list shows the names.", Data);
}

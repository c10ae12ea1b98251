using System.Collections.Immutable;
using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

/// <summary>Labelled images as the command line names them.</summary>
/// <param name="Data">A path, or the name of a data set.</param>
/// <param name="Loading">How the images are read.</param>
internal sealed record DataRequest(string Data, ImageLoading Loading)
{
    /// <summary>The folder of data sets, or null for the user's.</summary>
    public string? Cache { get; init; }

    /// <summary>What a run calls the data, wherever it is done: the name of the data set, or the full path.</summary>
    /// <exception cref="FileNotFoundException">There are no such data.</exception>
    public string NameForRuns => FindByName(new DataSetStore(new() { Folder = Cache })) is { } stored
        // In another folder than the user's nobody finds one's own by its name.
        ? (Cache is not null && stored.IsOwn ? Path.GetFullPath(stored.Path!) : stored.Entry.Name)
        : IsPath ? Path.GetFullPath(Data) : throw Missing();

    /// <summary>Whether there is something of that name or path; what is known by name may have to be downloaded.</summary>
    public bool IsThere => IsPath || FindByName(new DataSetStore(new() { Folder = Cache })) is not null;

    /// <summary>What a model that is trained on it remembers of it.</summary>
    public string Reference => new DataReference(NameForRuns, ImagesForRuns).ToJson();

    /// <summary>How a run reads the images.</summary>
    public ImmutableSortedDictionary<string, string> ImagesForRuns => ImageSettings.Format(Loading);

    /// <summary>Reads the images, downloading them first where they are known by name only.</summary>
    /// <param name="terminal">Where progress and notes go.</param>
    /// <param name="wanted">What a model reads: image files of other sizes are brought to it. Null to take them as they are.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="IOException">There are no such data, or they cannot be read or downloaded.</exception>
    /// <exception cref="InvalidDataException">They are damaged, or not what was asked for.</exception>
    public RunData Load(Terminal terminal, TensorShape? wanted = null, CancellationToken cancellationToken = default)
    {
        var data = Open(terminal, wanted, cancellationToken);
        LeftOut.Note(terminal, Data, data.Skipped, data.Unsupported);
        return new(data.Train, data.Validation, data.Test);
    }

    /// <summary>Opens the data with everything that is to be known about them.</summary>
    /// <inheritdoc cref="Load"/>
    public ImageData Open(Terminal terminal, TensorShape? wanted = null, CancellationToken cancellationToken = default)
    {
        var store = new DataSetStore(new() { Folder = Cache });
        var path = PathOf(store, terminal, cancellationToken);
        var loading = Loading with { CacheFolder = Loading.CacheFolder ?? (Cache is null ? null : store.DecodedFolder) };
        if (wanted is not null)
            loading = loading with { MixedSize = (wanted.Height, wanted.Width) };
        var data = Read(terminal, progress => ImageData.Open(path, loading, progress, cancellationToken));
        var isEncoded = data.Format is ImageDataFormat.Folder or ImageDataFormat.Zip or ImageDataFormat.Tar or ImageDataFormat.Parquet;
        if (wanted is null || wanted.Equals(data.Shape) || Loading.Size is not null || !isEncoded)
            return data;
        terminal.Note($"The images are {data.Shape} and are brought to the model's {wanted}.");
        loading = loading with { Size = (wanted.Height, wanted.Width), Channels = Loading.Channels ?? wanted.Channels };
        return Read(terminal, progress => ImageData.Open(path, loading, progress, cancellationToken));
    }

    /// <summary>Takes the data in under a name.</summary>
    /// <inheritdoc cref="Load"/>
    public StoredDataSet Import(Terminal terminal, string name, DataSetImport import, CancellationToken cancellationToken) =>
        Read(terminal, progress => new DataSetStore(new() { Folder = Cache }).Import(Data, name, import, progress, cancellationToken));

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

    // A name goes before a path: whoever means the path writes ./NAME.
    private string PathOf(DataSetStore store, Terminal terminal, CancellationToken cancellationToken)
    {
        if (FindByName(store) is not { } stored)
            return IsPath ? Data : throw Missing();
        if (IsPath)
            terminal.Note($"'{Data}' is taken for the data set of that name; ./{Data} means what lies here.");
        return DownloadDisplay.Get(store, stored.Entry.Name, terminal, cancellationToken).Path!;
    }

    private bool IsPath => File.Exists(Data) || Directory.Exists(Data);

    private StoredDataSet? FindByName(DataSetStore store) => DataSetName.IsValid(Data.ToLowerInvariant()) ? store.Find(Data) : null;

    private FileNotFoundException Missing() => new($"There is no file, folder or data set '{Data}': mlnetcnn data list shows the names.", Data);
}

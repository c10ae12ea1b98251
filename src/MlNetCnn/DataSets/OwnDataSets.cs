using System.Text.Json;

namespace MlNetCnn;

/// <summary>The user's own data sets: a folder each, with what is known of it in <c>set.json</c> and a copy of the data, or a link to them.</summary>
internal sealed class OwnDataSets(DataSetFolders folders)
{
    private const string Manifest = "set.json";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public string FolderOf(string name) => Path.Combine(folders.Own, name);

    public IEnumerable<StoredDataSet> List() => Directory.Exists(folders.Own)
        ? Directory.EnumerateDirectories(folders.Own).Select(folder => Path.GetFileName(folder)).Where(DataSetName.IsValid).Order(StringComparer.Ordinal)
            .Select(Find).OfType<StoredDataSet>()
        : [];

    public StoredDataSet? Find(string name)
    {
        name = name.ToLowerInvariant();
        var manifest = Path.Combine(FolderOf(name), Manifest);
        if (!DataSetName.IsValid(name) || !File.Exists(manifest))
            return null;
        try
        {
            var noted = JsonSerializer.Deserialize<OwnDataSet>(File.ReadAllBytes(manifest), Readable);
            if (noted is { IsComplete: true })
                return new(noted.ToEntry(name), Path.Combine(FolderOf(name), noted.Path), IsOwn: true, noted.IsLink ? 0 : StoreFolder.Bytes(FolderOf(name)));
        }
        catch (JsonException)
        {
        }
        throw new InvalidDataException($"'{manifest}' is damaged: remove the folder '{FolderOf(name)}' and import the data again.");
    }

    public StoredDataSet Import(string path, string name, DataSetImport options, IProgress<ImageLoadingProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var folder = FolderOf(DataSetName.Require(name));
        if (Directory.Exists(folder))
            throw new ArgumentException($"There is a data set '{name}' already: remove it first, or take another name.");
        var (noted, data) = OwnDataSet.Describe(path, options, folders.Decoded, progress, cancellationToken);

        OwnerOnly.CreateFolder(folders.Own);
        var aside = StoreFolder.Aside(folder);
        try
        {
            OwnerOnly.CreateFolder(aside);
            if (options.Move)
                File.Move(path, Path.Combine(aside, noted.Path));
            else if (!options.Link)
                DataCopy.Copy(path, Path.Combine(aside, noted.Path), cancellationToken);
            AtomicFile.Write(Path.Combine(aside, Manifest), stream => JsonSerializer.Serialize(stream, noted, Readable));
            Directory.Move(aside, folder);
        }
        finally
        {
            if (Directory.Exists(aside))
                Directory.Delete(aside, recursive: true);
        }
        return Find(name)! with { Unreadable = data.Skipped, Unsupported = data.Unsupported, Notes = data.Notes };
    }
}

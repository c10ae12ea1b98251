using System.IO.Hashing;

namespace MlNetCnn;

/// <summary>CIFAR's binary files in a folder, or one of them alone.</summary>
/// <param name="path">The folder or file.</param>
/// <param name="files">The files and, where there is one, the list of class names.</param>
internal sealed class CifarSource(string path, IReadOnlyList<string> files) : ImageSource(path)
{
    private readonly CifarClasses _classes = new(path);

    public override ImageDataFormat Format => ImageDataFormat.Cifar;

    public override bool AllowsUnusedClasses => true;

    /// <summary>The files that are CIFAR's in a folder, or in the one that its archive unpacks to; none where there are none.</summary>
    public static IReadOnlyList<string> FilesIn(string folder) =>
        new[] { folder, System.IO.Path.Combine(folder, "cifar-10-batches-bin"), System.IO.Path.Combine(folder, "cifar-100-binary") }
            .Where(Directory.Exists)
            .Select(candidate => Directory.GetFiles(candidate).Where(file => CifarRecords.OfName(file) is not null || CifarClasses.IsList(file)).Order(StringComparer.Ordinal).ToArray())
            .FirstOrDefault(found => found.Any(file => CifarRecords.OfName(file) is not null)) ?? [];

    public override void AddIdentity(XxHash128 hash)
    {
        foreach (var file in files)
            hash.AppendContent(System.IO.Path.GetFileName(file), file);
    }

    public override IEnumerable<ImageEntry> Read(CancellationToken cancellationToken)
    {
        _classes.Forget();
        foreach (var path in files)
        {
            var name = System.IO.Path.GetFileName(path);
            if (CifarRecords.OfName(path) is not { } records)
            {
                _classes.AddList(name, File.ReadAllBytes(path));
                continue;
            }
            using var file = RealFile.Open(path);
            foreach (var entry in _classes.Read(records, name, buffer => file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return entry;
            }
        }
    }

    public override ImageClasses Classes(IReadOnlyCollection<string> groups) => _classes.Resolve(groups);
}

using System.IO.Hashing;

namespace MlNetCnn;

internal sealed class ParquetSource(string path, IReadOnlyList<string> files, ImageLoading options) : ImageSource(path)
{
    public override ImageDataFormat Format => ImageDataFormat.Parquet;

    public override void AddIdentity(XxHash128 hash)
    {
        foreach (var file in files)
            hash.AppendContent(System.IO.Path.GetFileName(file), file);
    }

    public override IEnumerable<ImageEntry> Read(CancellationToken cancellationToken) => throw new NotSupportedException(options.ToString());

    public override ImageClasses Classes(IReadOnlyCollection<string> groups) => TableClasses.Resolve(Path, groups, []);
}

using System.Collections.Immutable;
using System.Globalization;
using System.IO.Hashing;

namespace MlNetCnn;

/// <summary>Parquet files, read a row group at a time: a column of encoded images (bytes, or a struct of bytes and path) or of lists of pixels.</summary>
/// <param name="path">The file, or the folder of files.</param>
/// <param name="files">The files; where there are several, their names tell the splits.</param>
/// <param name="options">What the columns are.</param>
internal sealed class ParquetSource(string path, IReadOnlyList<string> files, ImageLoading options) : ImageSource(path)
{
    private ImmutableArray<string> _names = [];

    public override ImageDataFormat Format => ImageDataFormat.Parquet;

    public override bool AllowsUnusedClasses => !_names.IsEmpty;

    public override void AddIdentity(XxHash128 hash)
    {
        foreach (var file in files)
            hash.AppendContent(System.IO.Path.GetFileName(file), file);
    }

    public override IEnumerable<ImageEntry> Read(CancellationToken cancellationToken)
    {
        _names = [];
        foreach (var file in files)
        {
            var split = files.Count == 1 ? SplitKind.Train : SplitNames.OfFile(file) ?? SplitKind.Train;
            using var table = new ParquetTable(file, options, cancellationToken);
            if (_names.IsEmpty)
                _names = table.ClassNames;
            var row = 0L;
            for (var group = 0; group < table.RowGroups; group++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (labels, images, paths) = table.Read(group);
                for (var i = 0; i < labels.Length; i++, row++)
                    yield return Entry(file, row, TableClasses.Group(split, labels[i]), images[i], paths?[i], table.HasPixels);
            }
        }
    }

    public override ImageClasses Classes(IReadOnlyCollection<string> groups) => TableClasses.Resolve(Path, groups, _names);

    private ImageEntry Entry(string file, long row, string group, byte[]? bytes, string? path, bool isPixels)
    {
        if (isPixels && bytes is not null)
        {
            var pixels = TablePixels.Of(file, bytes.Length, options);
            return new ImageEntry("", group, pixels.Arrange(bytes)) { Raw = pixels.Shape };
        }
        var name = path ?? string.Create(CultureInfo.InvariantCulture, $"{System.IO.Path.GetFileName(file)}#{row}");
        return bytes is not null
            ? new ImageEntry(name, group, bytes)
            : new ImageEntry(name, group, 0, () => throw new InvalidDataException($"Row {row} of '{file}' has no image."));
    }
}

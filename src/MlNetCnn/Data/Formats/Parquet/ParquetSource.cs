using System.Collections.Immutable;
using System.Globalization;
using System.IO.Hashing;

namespace MlNetCnn;

/// <summary>Parquet files, read a row group at a time: a column of encoded images (bytes, or a struct of bytes and path) or of lists of pixels.</summary>
/// <param name="tree">The tree.</param>
/// <param name="files">The files; where there are several, their names tell the splits.</param>
/// <param name="options">What the columns are.</param>
internal sealed class ParquetSource(FileTree tree, IReadOnlyList<TreeFile> files, ImageLoading options) : ImageSource(tree)
{
    private ImmutableArray<string> _names = [];

    public static ImageFormat Known { get; } = new(
        ImageDataFormat.Parquet, "Parquet data", "Parquet files with a column of images or of pixels, as Hugging Face's data sets have them", Recognise);

    public override ImageFormat Format => Known;

    public override bool AllowsUnusedClasses => !_names.IsEmpty;

    public override void AddIdentity(XxHash128 hash) => Tree.AddIdentity(hash, files);

    public override IEnumerable<ImageEntry> Read(CancellationToken cancellationToken)
    {
        _names = [];
        foreach (var file in files)
        {
            var split = files.Count == 1 ? SplitKind.Train : SplitNames.OfFile(file.FileName) ?? SplitKind.Train;
            using var table = new ParquetTable(file.Shown, file.OpenPlain(), options, cancellationToken);
            if (_names.IsEmpty)
                _names = table.ClassNames;
            var row = 0L;
            for (var group = 0; group < table.RowGroups; group++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (labels, images, paths) = table.Read(group);
                for (var i = 0; i < labels.Length; i++, row++)
                    yield return Entry(file.Shown, row, TableClasses.Group(split, labels[i]), images[i], paths?[i], table.HasPixels);
            }
        }
    }

    public override ImageClasses Classes(IReadOnlyCollection<string> groups) => TableClasses.Resolve(Path, groups, _names);

    private static ParquetSource? Recognise(FileTree tree, ImageLoading options)
    {
        TreeFile[] tables = [.. tree.Files.Where(file => System.IO.Path.GetExtension(file.PlainName).Equals(".parquet", StringComparison.OrdinalIgnoreCase))];
        if (tables.Length == 0 && tree.IsFile && tree.Files[0].Start(4).AsSpan().SequenceEqual("PAR1"u8))
            tables = [tree.Files[0]];
        return tables.Length > 0 ? new ParquetSource(tree, tables, options) : null;
    }

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

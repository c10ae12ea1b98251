using System.Collections.Immutable;
using System.Globalization;
using System.IO.Hashing;

namespace MlNetCnn;

/// <summary>Parquet files, read a row group at a time: a column of encoded images (bytes, or a struct of bytes and path) or of lists of pixels.</summary>
/// <param name="tree">The tree.</param>
/// <param name="files">The files; where there are several, their names tell the splits.</param>
/// <param name="options">What the columns are.</param>
/// <param name="notes">What there is to say of the files.</param>
internal sealed class ParquetSource(FileTree tree, IReadOnlyCollection<TreeFile> files, ImageLoading options, IEnumerable<string> notes) : ImageSource(tree)
{
    private const string Unlabeled = "-1"; // as Hugging Face's test sets have it

    private ImmutableArray<string> _names = [], _notes = [];
    private Lazy<TreeFile[]>? _images;
    private ChannelOrder _order = new();

    public static ImageFormat Known { get; } = new(
        ImageDataFormat.Parquet, "Parquet files", "Parquet files with a column of images or of pixels, as Hugging Face's data sets have them", Recognize);

    public override ImageFormat Format => Known;

    public override bool AllowsUnusedClasses => !_names.IsEmpty;

    public override ImmutableArray<string> Notes => _notes;

    public override void AddIdentity(XxHash128 hash)
    {
        Tree.AddIdentity(hash, files);
        Tree.AddIdentity(hash, Tree.IsFile && !ListsFiles() ? [] : Tree.Images(), byStamp: true);
    }

    public override IEnumerable<ImageEntry> Read(CancellationToken cancellationToken)
    {
        (_names, _notes, _order) = ([], [], new());
        var (labels, unlabeled) = (new TableLabels(), 0);
        var scale = default(PixelScale?);
        foreach (var file in files)
        {
            var split = SplitNames.OfTables(files, file);
            var paths = Paths(file);
            using var table = new ParquetTable(file.Shown, file.OpenPlain(), options, paths, cancellationToken);
            if (_names.IsEmpty)
                _names = table.ClassNames;
            if (table.HasFractions)
                scale ??= Scale(cancellationToken);
            var number = 0L;
            for (var group = 0; group < table.RowGroups; group++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var rows = table.Read(group);
                for (var i = 0; i < rows.Labels.Length; i++, number++)
                {
                    if (!_names.IsEmpty && rows.Labels[i] == Unlabeled)
                    {
                        unlabeled++;
                        continue;
                    }
                    var place = $"Row {number} of '{file.Shown}'";
                    var told = rows.Splits is null ? split : table.Split(rows.Splits[i] ?? "", place) ?? throw new InvalidDataException($"{place} has no split in its split column.");
                    var together = rows.Groups?[i]?.Trim() ?? "";
                    yield return table.HasFiles ? paths.Entry(rows.Paths![i] ?? "", place, told, rows.Labels[i], labels, options.Archive.FileBytes, together)
                        : Entry(file.Shown, number, TableClasses.Group(told ?? SplitKind.Train, rows.Labels[i]), rows.Numbers?[i] is { } numbers ? Bytes(numbers, scale!.Value) : rows.Images?[i], rows.Paths?[i], table.HasPixels, together);
                }
            }
        }
        _notes = [.. notes];
        if (unlabeled > 0)
            _notes = [.. _notes, $"{unlabeled:N0} images have no label (-1) and are left out."];
        if (scale is { } used)
            _notes = [.. _notes, .. used.Notes];
        _notes = [.. _notes, .. _order.Notes, .. labels.Notes];
    }

    public override ImageClasses Classes(IReadOnlyCollection<string> groups) => TableClasses.Resolve(Path, groups, _names);

    private bool ListsFiles()
    {
        using var table = new ParquetTable(files.First().Shown, files.First().OpenPlain(), options, Paths(files.First()), Tree.Cancellation);
        return table.HasFiles;
    }

    private TablePaths Paths(TreeFile file) => new(_images ??= new(() => [.. Tree.Images()]), file.Folder, SplitNames.OfTable(file));

    // All files have one.
    private PixelScale Scale(CancellationToken cancellationToken)
    {
        var ranges = new List<PixelRange>();
        foreach (var file in files)
        {
            var range = new PixelRange($"'{file.Shown}'");
            ranges.Add(range);
            using var table = new ParquetTable(file.Shown, file.OpenPlain(), options, Paths(file), cancellationToken);
            for (var group = 0; group < table.RowGroups; group++)
            {
                foreach (var numbers in table.Read(group).Numbers ?? [])
                    range.Add(numbers);
            }
        }
        return PixelRange.Of(ranges);
    }

    private static byte[] Bytes(double[] numbers, PixelScale scale)
    {
        var bytes = new byte[numbers.Length];
        scale.ToBytes(numbers, bytes);
        return bytes;
    }

    private static ParquetSource? Recognize(FileTree tree, ImageLoading options)
    {
        TreeFile[] tables = [.. tree.Files.Where(file => System.IO.Path.GetExtension(file.PlainName).Equals(".parquet", StringComparison.OrdinalIgnoreCase))];
        if (tables.Length == 0 && tree.IsFile && tree.Files[0].Start(4).AsSpan().SequenceEqual("PAR1"u8))
            tables = [tree.Files[0]];
        var (kept, notes) = SplitNames.Kept(tables, []);
        return tables.Length > 0 ? new ParquetSource(tree, kept, options, notes) : null;
    }

    private ImageEntry Entry(string file, long row, string group, byte[]? bytes, string? path, bool isPixels, string foldGroup)
    {
        if (isPixels && bytes is not null)
        {
            var pixels = TablePixels.Of($"'{file}'", bytes.Length, options, _order, [bytes]);
            return new ImageEntry("", group, pixels.Arrange(bytes)) { Raw = pixels.Shape, FoldGroup = foldGroup };
        }
        var name = path ?? string.Create(CultureInfo.InvariantCulture, $"{System.IO.Path.GetFileName(file)}#{row}");
        return bytes is not null
            ? new ImageEntry(name, group, bytes) { FoldGroup = foldGroup }
            : new ImageEntry(name, group, 0, () => throw new InvalidDataException($"Row {row} of '{file}' has no image."));
    }
}

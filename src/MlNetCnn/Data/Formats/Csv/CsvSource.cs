using System.Globalization;
using System.IO.Hashing;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace MlNetCnn;

/// <summary>CSV files with a label and pixels from 0 to 255 in each row, with or without a header line; a broken row stops the reading.</summary>
/// <param name="tree">The tree.</param>
/// <param name="files">The files.</param>
/// <param name="options">What the columns are.</param>
internal sealed class CsvSource(FileTree tree, IReadOnlyList<TreeFile> files, ImageLoading options) : ImageSource(tree)
{
    private const int LongestField = 1 << 16, StartBytes = 512;

    public static ImageFormat Known { get; } = new(ImageDataFormat.Csv, "a CSV file", "CSV files of labels and pixels", Recognise);

    public override ImageFormat Format => Known;

    public override void AddIdentity(XxHash128 hash) => Tree.AddIdentity(hash, files);

    public override IEnumerable<ImageEntry> Read(CancellationToken cancellationToken)
    {
        int? values = null;
        foreach (var file in files)
        {
            var split = files.Count == 1 ? SplitKind.Train : SplitNames.OfFile(file.FileName) ?? SplitKind.Train;
            foreach (var entry in ReadFile(file, split))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if ((values ??= entry.Raw!.Elements) != entry.Raw!.Elements)
                    throw new InvalidDataException($"'{file.Shown}' has {entry.Raw.Elements} pixels a row, but a file before it has {values}.");
                yield return entry;
            }
        }
    }

    public override ImageClasses Classes(IReadOnlyCollection<string> groups) => TableClasses.Resolve(Path, groups, []);

    // Tables beside images are about them.
    private static CsvSource? Recognise(FileTree tree, ImageLoading options)
    {
        TreeFile[] tables = [.. tree.Files.Where(file => System.IO.Path.GetExtension(file.PlainName).ToUpperInvariant() is ".CSV" or ".TSV")];
        if (tables.Length == 0 && tree.IsFile && IsText(tree.Files[0]))
            tables = [tree.Files[0]];
        return tables.Length > 0 && !tree.Files.Any(file => FileKinds.IsImage(file.Name)) ? new CsvSource(tree, tables, options) : null;
    }

    private static bool IsText(TreeFile file)
    {
        var start = file.Start(StartBytes).AsSpan();
        return System.IO.Path.GetExtension(file.PlainName).ToUpperInvariant() is ".TXT"
            || !start.ContainsAnyInRange((byte)0, (byte)8) && start.ContainsAny((byte)',', (byte)';', (byte)'\t');
    }

    private IEnumerable<ImageEntry> ReadFile(TreeFile table, SplitKind split)
    {
        var (file, delimiter) = (table.Shown, Delimiter(table));
        using var text = new StreamReader(table.OpenPlain(), new UTF8Encoding(false, throwOnInvalidBytes: true));
        using var rows = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter,
            HasHeaderRecord = false,
            CacheFields = true,
            MaxFieldSize = LongestField,
            BadDataFound = bad => throw new InvalidDataException($"Row {bad.Context.Parser?.RawRow} of '{file}' has quotes where none may be."),
        });
        CsvColumns? columns = null;
        for (var number = 1; Next(rows, file, number); number++)
        {
            if (columns is null)
            {
                columns = CsvColumns.Of(table, delimiter, rows.Record!, options);
                if (columns.HasHeader)
                    continue;
            }
            if (rows.Count != columns.Count)
                throw new InvalidDataException($"Row {number} of '{file}' has {rows.Count} fields, but the first has {columns.Count}.");
            yield return new ImageEntry("", TableClasses.Group(split, columns.Label(rows, number)), columns.Pixels(rows, number)) { Raw = columns.Shape };
        }
        if (columns is null)
            throw new InvalidDataException($"'{file}' has no rows.");
    }

    private static bool Next(CsvParser rows, string file, int number)
    {
        try
        {
            return rows.Read();
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException($"'{file}' is not UTF-8 text around row {number}: convert it.", e);
        }
        catch (Exception e) when (e is CsvHelperException)
        {
            throw new InvalidDataException($"Row {number} of '{file}' cannot be read: {(e is MaxFieldSizeException ? $"a field is longer than {LongestField} characters, so a quote is missing" : e.Message)}.", e);
        }
    }

    private static string Delimiter(TreeFile table)
    {
        Span<byte> start = stackalloc byte[4096];
        using var stream = table.OpenPlain();
        start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        var (commas, semicolons, tabs) = (start.Count((byte)','), start.Count((byte)';'), start.Count((byte)'\t'));
        return semicolons > commas && semicolons >= tabs ? ";" : tabs > commas ? "\t" : ",";
    }
}

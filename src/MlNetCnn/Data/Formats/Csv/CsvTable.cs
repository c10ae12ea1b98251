using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace MlNetCnn;

/// <summary>The rows of a file of separated values: UTF-8, or UTF-16 with a byte order mark.</summary>
/// <param name="file">The file.</param>
internal sealed class CsvTable(TreeFile file)
{
    private const int LongestField = 1 << 20, MostSampledFields = 200_000, MostSampledRows = 200, FewestSampledRows = 5;

    public TreeFile File => file;

    /// <summary>What errors call it.</summary>
    public string Title { get; } = $"'{file.Shown}'";

    public string Delimiter { get; } = DelimiterOf(file);

    /// <summary>All rows, the header line among them; each is valid until the next is read.</summary>
    /// <exception cref="InvalidDataException">A row has another number of fields, or cannot be read.</exception>
    public IEnumerable<(int Number, CsvParser Fields)> Rows(CancellationToken cancellationToken)
    {
        using var text = new StreamReader(file.OpenPlain(), new UTF8Encoding(false, throwOnInvalidBytes: true));
        using var rows = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = Delimiter,
            HasHeaderRecord = false,
            CacheFields = true,
            MaxFieldSize = LongestField,
            BadDataFound = bad => throw new InvalidDataException($"Row {bad.Context.Parser?.RawRow} of {Title} has quotes where none may be."),
        });
        var count = 0;
        for (var number = 1; Next(rows, number); number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (number == 1)
                count = rows.Count;
            if (rows.Count != count)
                throw new InvalidDataException($"Row {number} of {Title} has {rows.Count} fields, but the first has {count}.");
            yield return (number, rows);
        }
    }

    /// <summary>The first rows, fewer of wide ones.</summary>
    public List<string[]> Sample(CancellationToken cancellationToken)
    {
        var rows = new List<string[]>();
        foreach (var (_, fields) in Rows(cancellationToken))
        {
            rows.Add(fields.Record!);
            if (rows.Count > Math.Clamp(MostSampledFields / fields.Count, FewestSampledRows, MostSampledRows))
                break;
        }
        return rows;
    }

    private bool Next(CsvParser rows, int number)
    {
        try
        {
            return rows.Read();
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException($"{Title} is not UTF-8 text around row {number}, but perhaps Windows-1252 (Latin-1), as older programs write it: save it as UTF-8.", e);
        }
        catch (Exception e) when (e is CsvHelperException)
        {
            throw new InvalidDataException($"Row {number} of {Title} cannot be read: {(e is MaxFieldSizeException ? $"a field is longer than {LongestField} characters, so a quote is missing" : e.Message)}.", e);
        }
    }

    // A UTF-16 text has them as bytes too.
    private static string DelimiterOf(TreeFile file)
    {
        Span<byte> start = stackalloc byte[4096];
        using var stream = file.OpenPlain();
        start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        var (commas, semicolons, tabs) = (start.Count((byte)','), start.Count((byte)';'), start.Count((byte)'\t'));
        return semicolons > commas && semicolons >= tabs ? ";" : tabs > commas ? "\t" : ",";
    }
}

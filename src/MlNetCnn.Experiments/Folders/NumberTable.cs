using System.Globalization;
using System.Text;

namespace MlNetCnn.Experiments;

/// <summary>A CSV file of numbers that grows line by line; a last line that was cut off does not count.</summary>
/// <param name="path">The file.</param>
/// <param name="header">The columns' names.</param>
internal sealed class NumberTable(string path, params string[] header)
{
    private string Title => string.Join(',', header);

    /// <summary>Adds a line.</summary>
    /// <exception cref="IOException">The file cannot be written; the message names it and says why.</exception>
    public void Append(params ReadOnlySpan<double?> cells)
    {
        try
        {
            using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            file.SetLength(EndOfLastLine(file));
            file.Seek(0, SeekOrigin.End);
            using var writer = new StreamWriter(file, new UTF8Encoding(false));
            if (file.Length == 0)
                writer.Write(Title + "\n");
            writer.Write(Line(cells) + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.Failure(path, e);
        }
    }

    /// <summary>Replaces all lines.</summary>
    public void Write(IEnumerable<double?[]> lines) => AtomicFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        writer.Write(Title + "\n");
        foreach (var cells in lines)
            writer.Write(Line(cells) + "\n");
    });

    /// <summary>All lines; none where the file is not there.</summary>
    /// <exception cref="InvalidDataException">A line in the middle cannot be read.</exception>
    public IEnumerable<double?[]> Read()
    {
        if (!File.Exists(path))
            yield break;
        var lines = File.ReadAllText(path).Split('\n');
        if (lines[0].Trim() != Title)
            throw new InvalidDataException($"'{path}' begins with '{lines[0].Trim()}', but should with '{Title}'.");
        // Behind the last line end there is nothing, or a line that was cut off.
        for (var i = 1; i < lines.Length - 1; i++)
            yield return Parse(lines[i], i + 1);
    }

    private double?[] Parse(string line, int number)
    {
        var cells = line.Split(',');
        var values = new double?[cells.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i].Length == 0)
                continue;
            if (!double.TryParse(cells[i], NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                throw new InvalidDataException($"Line {number} of '{path}' has '{cells[i]}' where a number should be.");
            values[i] = value;
        }
        return cells.Length == header.Length
            ? values
            : throw new InvalidDataException($"Line {number} of '{path}' has {cells.Length} numbers, but should have {header.Length}.");
    }

    // A kill may have cut off what stood behind it.
    private static long EndOfLastLine(FileStream file)
    {
        for (var end = file.Length; end > 0; end--)
        {
            file.Position = end - 1;
            if (file.ReadByte() == '\n')
                return end;
        }
        return 0;
    }

    private static string Line(ReadOnlySpan<double?> cells)
    {
        var line = new StringBuilder();
        for (var i = 0; i < cells.Length; i++)
            line.Append(i > 0 ? "," : "").Append(cells[i]?.ToString("r", CultureInfo.InvariantCulture));
        return line.ToString();
    }
}

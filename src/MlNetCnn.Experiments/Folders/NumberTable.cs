using System.Globalization;
using System.Text;

namespace MlNetCnn.Experiments;

/// <summary>A CSV file of numbers that grows line by line; an incomplete last line is ignored.</summary>
internal sealed class NumberTable(string path, params string[] header)
{
    private string Title => string.Join(',', header);

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

    public void Write(IEnumerable<double?[]> lines) => AtomicFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        writer.Write(Title + "\n");
        foreach (var cells in lines)
            writer.Write(Line(cells) + "\n");
    });

    /// <summary>All complete lines, even while another process writes; none where there is no file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">A line cannot be read.</exception>
    public IReadOnlyList<double?[]> Read() => File.Exists(path) ? ReadOn(0).Lines : [];

    /// <summary>The complete lines from an offset on, the offset of the last of them, and the offset behind it.</summary>
    /// <param name="from">A place that this gave before, or 0.</param>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="InvalidDataException">A line cannot be read, or the file is shorter than it was.</exception>
    public (IReadOnlyList<double?[]> Lines, long Last, long End) ReadOn(long from)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (file.Length < from)
            throw new InvalidDataException($"'{path}' has {file.Length} bytes, but had {from}.");
        var bytes = new byte[file.Length - from];
        file.Position = from;
        file.ReadExactly(bytes);
        // Whatever follows the last line end is still being written, or was cut off.
        var whole = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        var last = bytes.AsSpan(0, Math.Max(0, whole - 1)).LastIndexOf((byte)'\n') + 1;
        var lines = Encoding.UTF8.GetString(bytes.AsSpan(0, whole)).Split('\n');
        if (from > 0)
            return ([.. lines[..^1].Select((line, i) => Parse(line, i + 1))], from + last, from + whole);
        if (whole > 0)
            CheckTitle(lines[0]);
        return ([.. lines[..^1].Skip(1).Select((line, i) => Parse(line, i + 2))], last, whole);
    }

    private void CheckTitle(string line)
    {
        if (line.Trim() != Title)
            throw new InvalidDataException($"'{path}' begins with '{line.Trim()}', but should with '{Title}'.");
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

    // A killed process may have left an incomplete line behind it.
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

namespace MlNetCnn.Dashboard;

/// <summary>
/// Reads a growing table in a run's folder. <paramref name="readOn"/> returns the rows from an offset on, the offset of the last one, and
/// the offset behind it.
/// </summary>
internal sealed class TableTail<T>(Func<string, long, (IReadOnlyList<T> Rows, long Last, long End)> readOn)
    where T : IEquatable<T>
{
    private readonly GrowingList<T> _rows = new();
    private string? _path;
    private long _last;
    private long _end;

    /// <summary>The rows read so far.</summary>
    public ArraySegment<T> Now => _rows.Now;

    /// <summary>Whether the last read failed because the file was moving between folders.</summary>
    public bool IsBehind { get; private set; }

    /// <summary>
    /// Reads new rows; none where the file does not exist, or is on another machine. The path changes when a worker takes or finishes the
    /// run.
    /// </summary>
    /// <returns>Whether anything was.</returns>
    public bool Read(string path)
    {
        IsBehind = false;
        try
        {
            var isSame = path == _path;
            if (isSame ? new FileInfo(path) is not { Exists: true } file || file.Length == _end : !File.Exists(path))
                return false;
            return (isSame && TryReadOn(path)) || ReadAll(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            (_path, IsBehind) = (null, true); // From its beginning the next time.
            return false;
        }
    }

    // Starts at the last known row, which shows whether the file is the same: a run that resumes from its checkpoint rewrites some rows.
    private bool TryReadOn(string path)
    {
        if (new FileInfo(path).Length < _end)
            return false;
        try
        {
            var (rows, last, end) = readOn(path, _last);
            if (_rows.Now is not [.., var known] || rows is not [var first, ..] || !first.Equals(known))
                return false;
            _rows.Add([.. rows.Skip(1)]);
            (_last, _end) = (last, end);
            return true;
        }
        catch (InvalidDataException)
        {
            return false; // The place is in the middle of a row now.
        }
    }

    private bool ReadAll(string path)
    {
        var before = _rows.Now;
        var (rows, last, end) = readOn(path, 0);
        _rows.Replace(rows);
        (_path, _last, _end) = (path, last, end);
        return !before.SequenceEqual(rows);
    }
}

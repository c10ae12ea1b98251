namespace MlNetCnn.Dashboard;

/// <summary>A table in a run's folder, read as it grows.</summary>
/// <param name="readOn">The rows from a place in the file on, the place of the last of them, and the place behind it.</param>
internal sealed class TableTail<T>(Func<string, long, (IReadOnlyList<T> Rows, long Last, long End)> readOn)
    where T : IEquatable<T>
{
    private readonly GrowingList<T> _rows = new();
    private string? _path;
    private long _last;
    private long _end;

    /// <summary>The rows read so far.</summary>
    public ArraySegment<T> Now => _rows.Now;

    /// <summary>Whether the last reading failed, as the file was on its way from one folder to another.</summary>
    public bool IsBehind { get; private set; }

    /// <summary>Reads what is new; nothing where the file is not there, or is on another machine.</summary>
    /// <param name="path">The file, which moves when a worker takes the run or is done with it.</param>
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

    // From the last row on, which shows whether the file is the one it was: a run that goes on from its checkpoint writes some rows again.
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

using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>What a run takes of its machine, read from its folder as it grows.</summary>
internal sealed class UsageTail
{
    private readonly GrowingList<UsageSample> _samples = new();
    private string? _path;
    private long _end;

    /// <summary>The samples read so far.</summary>
    public ArraySegment<UsageSample> Now => _samples.Now;

    /// <summary>Reads what is new; nothing where the file is not there, or is on another machine.</summary>
    /// <param name="path">The file, which moves when a worker takes the run or is done with it.</param>
    /// <returns>Whether anything was.</returns>
    public bool Read(string path)
    {
        try
        {
            var isSame = path == _path;
            if (isSame ? new FileInfo(path) is not { Exists: true } file || file.Length == _end : !File.Exists(path))
                return false;
            var (samples, end) = new UsageFile(path).Read(isSame ? _end : 0);
            if (isSame)
                _samples.Add(samples);
            else
                _samples.Replace(samples);
            (_path, _end) = (path, end);
            return samples.Count > 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            _path = null; // From its beginning the next time.
            return false;
        }
    }
}

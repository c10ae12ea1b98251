using System.Security.Cryptography;
using System.Text.Json;

namespace MlNetCnn;

/// <summary>
/// Which files of a folder have been found right, so that nobody reads 170 MB for a checksum twice: names with sizes and times, in
/// <c>.verified.json</c>. A file that was changed since does not count.
/// </summary>
internal sealed class VerifiedFiles(string folder)
{
    private string MarkPath => Path.Combine(folder, ".verified.json");

    /// <summary>Whether every file is there as it was found right before.</summary>
    public bool Has(IEnumerable<PublishedFile> files)
    {
        var marks = Read();
        return files.All(file => marks.GetValueOrDefault(file.Name) is { } mark && mark.Size == (file.Size ?? mark.Size) && mark == Mark.Of(Path.Combine(folder, file.Name)));
    }

    /// <summary>Whether a file is there in its size, where that is known, right or not.</summary>
    public bool IsThere(PublishedFile file) => new FileInfo(Path.Combine(folder, file.Name)) is { Exists: true } found && found.Length == (file.Size ?? found.Length);

    /// <summary>Compares a file that is there, because somebody put it there, with its checksum.</summary>
    /// <exception cref="InvalidDataException">It is another file.</exception>
    public async Task CheckAsync(PublishedFile file, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, file.Name);
        using var stream = File.OpenRead(path);
        var hash = await CryptographicOperations.HashDataAsync(file.Checksum.Algorithm, stream, cancellationToken).ConfigureAwait(false);
        if (!file.Checksum.Fits(hash))
            throw new InvalidDataException($"'{path}' has the {file.Checksum.Mismatch(hash)}: it is damaged or another file. Remove it, and it is downloaded.");
    }

    /// <summary>Notes that the files are right.</summary>
    public void Note(IEnumerable<PublishedFile> files)
    {
        var marks = files.ToDictionary(file => file.Name, file => Mark.Of(Path.Combine(folder, file.Name)));
        AtomicFile.Write(MarkPath, stream => JsonSerializer.Serialize(stream, marks));
    }

    private Dictionary<string, Mark?> Read()
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, Mark?>>(File.ReadAllBytes(MarkPath)) ?? [];
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            return []; // then they are read once more
        }
    }

    private sealed record Mark(long Size, long Ticks)
    {
        public static Mark? Of(string path) => new FileInfo(path) is { Exists: true } file ? new(file.Length, file.LastWriteTimeUtc.Ticks) : null;
    }
}

using System.Security.Cryptography;

namespace MlNetCnn;

/// <summary>
/// A download that is under way: <c>NAME.part</c> beside the file it will be, with the server's validator in <c>NAME.part.tag</c>, so that
/// another process can go on with it. The checksum is counted along.
/// </summary>
internal sealed class PartialFile : IDisposable
{
    private const string Suffix = ".part";

    private readonly string _path;
    private readonly PublishedFile _file;
    private readonly FileStream _stream;
    private readonly IncrementalHash _hash;

    private PartialFile(string folder, PublishedFile file)
    {
        _path = Path.Combine(folder, file.Name);
        (_file, Size) = (file, file.Size);
        _hash = IncrementalHash.CreateHash(file.Checksum.Algorithm);
        _stream = new FileStream(_path + Suffix, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
    }

    /// <summary>The size of the whole file; null as long as nobody has said it.</summary>
    public long? Size { get; set; }

    /// <summary>How much of it is there.</summary>
    public long Length { get; private set; }

    /// <summary>Whether nothing is missing; where the size is unknown, the checksum tells.</summary>
    public bool IsWhole => Size is { } size ? Length >= size : Length > 0 && _file.Checksum.Fits(_hash.GetCurrentHash());

    /// <summary>Whether a part of it came in an earlier request.</summary>
    public bool IsResumed { get; private set; }

    /// <summary>What the server called this version of the file: an entity tag or a date, as it goes into If-Range. Null where it said nothing.</summary>
    public string? Validator { get; private set; }

    /// <summary>Opens what is there, reading it through for the checksum; what is longer than the file can be is thrown away.</summary>
    public static async Task<PartialFile> OpenAsync(string folder, PublishedFile file, CancellationToken cancellationToken)
    {
        var part = new PartialFile(folder, file);
        try
        {
            if (part._stream.Length > file.Size)
                part.Restart(null);
            var buffer = new byte[1 << 16];
            for (int read; (read = await part._stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0; part.Length += read)
                part._hash.AppendData(buffer, 0, read);
            part.IsResumed = part.Length > 0;
            part.Validator = part.IsResumed && File.Exists(part.TagPath) ? await File.ReadAllTextAsync(part.TagPath, cancellationToken).ConfigureAwait(false) : null;
            return part;
        }
        catch
        {
            part.Dispose();
            throw;
        }
    }

    /// <summary>A further request follows what has come so far.</summary>
    public void Continue() => IsResumed = Length > 0;

    /// <summary>Begins anew, with what the server calls the version that comes now.</summary>
    public void Restart(string? validator)
    {
        _stream.SetLength(0);
        _hash.GetHashAndReset();
        (Length, IsResumed, Validator) = (0, false, validator);
        if (validator is null)
            File.Delete(TagPath);
        else
            File.WriteAllText(TagPath, validator);
    }

    /// <exception cref="InvalidDataException">More comes than the file has.</exception>
    public async Task AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (Length + bytes.Length > Size)
            throw new InvalidDataException($"more came than the {Size:N0} bytes of '{_file.Name}'");
        await _stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        _hash.AppendData(bytes.Span);
        Length += bytes.Length;
    }

    /// <summary>Gives the complete file its name if it is the right one. Otherwise it begins anew.</summary>
    /// <returns>What is wrong with its checksum, or null.</returns>
    public string? Complete()
    {
        var hash = _hash.GetHashAndReset();
        if (!_file.Checksum.Fits(hash))
        {
            Restart(null);
            return _file.Checksum.Mismatch(hash);
        }
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        File.Move(_path + Suffix, _path, overwrite: true);
        File.Delete(TagPath);
        return null;
    }

    public void Dispose()
    {
        // An empty part is of no use to anybody.
        var isEmpty = _stream.CanRead && _stream.Length == 0;
        _stream.Dispose();
        _hash.Dispose();
        if (isEmpty)
            Discard();
    }

    private string TagPath => _path + Suffix + ".tag";

    private void Discard()
    {
        File.Delete(TagPath);
        File.Delete(_path + Suffix);
    }
}

using System.IO.Compression;

namespace MlNetCnn;

/// <summary>An entry of a zip file; read by one thread at a time. It counts once, however often it is read.</summary>
internal sealed class ZippedFile(FileTree tree, ZipFiles zip, string name, ZipArchiveEntry entry) : TreeFile(tree, name)
{
    private FileRegion? _region;
    private bool _isCounted;

    public override long Length => entry.Length;

    public override byte[] Start(int count)
    {
        try
        {
            using var stream = Entry();
            return ReadAll(stream, Math.Min(count, Length)).ToArray(); // so few that they need not be counted
        }
        catch (Exception e) when (IsDamage(e))
        {
            return [];
        }
    }

    public override Func<ReadOnlyMemory<byte>> Load(long limit)
    {
        try
        {
            if (Length > limit)
                throw TooLong(limit);
            using var stream = Entry();
            if (!_isCounted)
                zip.Meter.AddBytes(Length);
            _isCounted = true;
            var bytes = ReadAll(stream, Length);
            if (bytes.Length < Length)
                throw new InvalidDataException($"'{Name}' is damaged: {Length} bytes were promised, but {bytes.Length} are there.");
            return () => bytes;
        }
        catch (Exception e) when (IsDamage(e))
        {
            return () => throw Damaged(e);
        }
    }

    public override FileRegion Region()
    {
        try
        {
            using var stream = _region is null ? Entry() : Stream.Null;
            return _region ??= Tree.Spool(Shown, stream) is var region && region.Length == Length ? region : throw new InvalidDataException(
                $"'{Shown}' is damaged: {Length} bytes were promised, but {region.Length} are there.");
        }
        catch (Exception e) when (IsDamage(e) && !Tree.IsOwn(e))
        {
            throw new InvalidDataException($"'{Shown}' is damaged in the archive ({e.Message.TrimEnd('.')}).", e);
        }
    }

    public override TreeFile Under(string name) => new ZippedFile(Tree, zip, name, entry);

    private Stream Entry()
    {
        if (entry.IsEncrypted)
            throw new InvalidDataException($"'{Name}' is encrypted.");
        return entry.Open();
    }

    private bool IsDamage(Exception e) => e is (InvalidDataException or IOException or ArgumentException or NotSupportedException) && !zip.Meter.IsExceeded;

    private InvalidDataException Damaged(Exception e) => e is InvalidDataException && e.Message.Contains(Name, StringComparison.Ordinal)
        ? (InvalidDataException)e
        : new InvalidDataException($"'{Name}' is damaged in the archive ({e.Message.TrimEnd('.')}).", e);

    // Takes memory only as the bytes come.
    private static ReadOnlyMemory<byte> ReadAll(Stream stream, long promised)
    {
        var bytes = new byte[Math.Min(promised, 1 << 16)];
        for (var filled = 0; ;)
        {
            filled += stream.ReadAtLeast(bytes.AsSpan(filled), bytes.Length - filled, throwOnEndOfStream: false);
            if (filled < bytes.Length || filled == promised)
                return bytes.AsMemory(0, filled);
            Array.Resize(ref bytes, (int)Math.Min(promised, 2L * filled));
        }
    }
}

using System.IO.Hashing;

namespace MlNetCnn;

/// <summary>Appends bytes to a stream and keeps their hash; can begin anew.</summary>
/// <param name="stream">Seekable.</param>
/// <param name="start">Where the bytes begin.</param>
internal sealed class RowStream(Stream stream, long start)
{
    private readonly XxHash128 _hash = new();

    public long Length { get; private set; }

    /// <summary>Forgets what was appended.</summary>
    public void Restart()
    {
        stream.SetLength(start);
        stream.Position = start;
        _hash.Reset();
        Length = 0;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        _hash.Append(bytes);
        Length += bytes.Length;
    }

    public void GetHash(Span<byte> hash) => _hash.GetCurrentHash(hash);
}

using System.Globalization;

namespace MlNetCnn;

/// <summary>
/// What a TarReader reads, watched: System.Formats.Tar takes as much memory for an extended header as it claims to be long, and does not
/// tell an archive that ends from one that was cut off between two entries.
/// </summary>
/// <param name="inner">The archive; it is closed with this stream.</param>
internal sealed class TarStream(Stream inner) : WatchedStream(inner)
{
    private const int BlockBytes = 512, KindAt = 156, SizeAt = 124, SizeDigits = 12, MagicAt = 257;
    private const long LongestHeader = 1 << 20;

    private bool _inHeader;

    /// <summary>Whether the archive ended with an empty block, as it should.</summary>
    public bool HasEnd { get; private set; }

    /// <summary>Says that what is read from now on is an entry's header.</summary>
    public void StartHeader() => _inHeader = true;

    /// <summary>Says that what is read from now on is an entry's content.</summary>
    public void EndHeader() => _inHeader = false;

    public override int Read(Span<byte> buffer)
    {
        var read = Inner.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        if (_inHeader)
            HasEnd = read == BlockBytes && !buffer[..read].ContainsAnyExcept((byte)0);
        if (_inHeader && read == BlockBytes)
            CheckHeader(buffer);
        return read;
    }

    private static void CheckHeader(ReadOnlySpan<byte> block)
    {
        if (block[KindAt] is not ((byte)'x' or (byte)'g' or (byte)'L' or (byte)'K') || !block[MagicAt..].StartsWith("ustar"u8))
            return;
        var digits = block.Slice(SizeAt, SizeDigits).Trim((byte)0).Trim((byte)' ');
        if (digits.Length > 0 && (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out _) || Octal(digits) > LongestHeader))
            throw new InvalidDataException("an extended header claims to be longer than a megabyte");
    }

    private static long Octal(ReadOnlySpan<byte> digits)
    {
        var value = 0L;
        foreach (var digit in digits)
            value = 8 * value + (digit - '0');
        return value;
    }
}

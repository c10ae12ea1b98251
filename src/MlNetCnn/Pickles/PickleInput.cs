using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace MlNetCnn;

/// <summary>The bytes of pickles, one after another. No length that they state is believed beyond the bytes that are there.</summary>
/// <param name="stream">A buffered stream.</param>
/// <param name="length">How many bytes it has.</param>
internal sealed class PickleInput(Stream stream, long length)
{
    private const int LongestText = 1 << 20;
    private const int LongestName = 200;
    private const int LongestNumber = 256;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>How many bytes were read.</summary>
    public long Position { get; private set; }

    public byte Byte()
    {
        var value = stream.ReadByte();
        if (value < 0)
            throw CutOff();
        Position++;
        return (byte)value;
    }

    public int UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Fill(stackalloc byte[2]));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Fill(stackalloc byte[4]));

    /// <summary>A length in 4 bytes.</summary>
    public long Length4() => (uint)Int32();

    /// <summary>A length in 8 bytes.</summary>
    public long Length8() => BinaryPrimitives.ReadInt64LittleEndian(Fill(stackalloc byte[8]));

    public double Double() => BinaryPrimitives.ReadDoubleBigEndian(Fill(stackalloc byte[8]));

    public string Text(long bytes, int most = LongestText)
    {
        try
        {
            return Utf8.GetString(Bytes(bytes, most));
        }
        catch (DecoderFallbackException e)
        {
            throw new PickleFormatException("is damaged: it has a text that is not UTF-8.", e);
        }
    }

    /// <summary>A text of Python 2.</summary>
    public string OldText(long bytes) => Encoding.Latin1.GetString(Bytes(bytes, LongestText));

    /// <summary>Bytes, as many as are there.</summary>
    public byte[] Bytes(long count) => Bytes(count, Array.MaxLength);

    /// <summary>A whole number: a long, or a BigInteger where it does not fit.</summary>
    public object Integer(long bytes)
    {
        var value = new BigInteger(Bytes(bytes, LongestNumber));
        return value >= long.MinValue && value <= long.MaxValue ? (object)(long)value : value;
    }

    public void Skip(long bytes)
    {
        CheckRest(bytes);
        Span<byte> buffer = stackalloc byte[256];
        for (; bytes > 0; bytes -= Math.Min(bytes, buffer.Length))
            Fill(buffer[..(int)Math.Min(bytes, buffer.Length)]);
    }

    public string Line()
    {
        var bytes = new List<byte>();
        for (var next = Byte(); next != '\n'; next = Byte())
        {
            if (bytes.Count == LongestName)
                throw new PickleFormatException($"is damaged: it has a name of more than {LongestName} bytes.");
            bytes.Add(next);
        }
        return Encoding.Latin1.GetString([.. bytes]);
    }

    private byte[] Bytes(long count, int most)
    {
        CheckRest(count);
        if (count > most)
            throw new PickleFormatException($"is damaged: it has a text or number of {count} bytes, but at most {most} are read.");
        var bytes = new byte[count];
        Fill(bytes);
        return bytes;
    }

    private void CheckRest(long count)
    {
        if (count < 0 || count > length - Position)
            throw CutOff();
    }

    private Span<byte> Fill(Span<byte> bytes)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw CutOff();
        Position += bytes.Length;
        return bytes;
    }

    private static PickleFormatException CutOff() => new("is damaged or cut off: its pickle goes on behind its end.");
}

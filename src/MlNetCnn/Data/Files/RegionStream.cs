namespace MlNetCnn;

/// <summary>Reads a part of a file, with a position of its own.</summary>
internal sealed class RegionStream(FileRegion region) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => region.Length;

    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        var left = region.Length - Position;
        if (left <= 0 || buffer.IsEmpty)
            return 0;
        var read = RandomAccess.Read(region.Handle, buffer[..(int)Math.Min(buffer.Length, left)], region.Offset + Position);
        Position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin)
    {
        var position = offset + origin switch { SeekOrigin.Begin => 0, SeekOrigin.Current => Position, _ => Length };
        return Position = position >= 0 ? position : throw new IOException("A position before the beginning was sought.");
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

using System.Buffers;

namespace MlNetCnn;

/// <summary>Some entries in a row, decoded: the pixels of the good ones one after another, and what became of each.</summary>
/// <param name="buffer">Rows of C·H·W bytes, rented.</param>
/// <param name="filled">The bytes of it that are used.</param>
/// <param name="images">One for each entry.</param>
internal sealed class DecodedChunk(byte[] buffer, int filled, DecodedImage[] images)
{
    public DecodedImage[] Images => images;

    public ReadOnlySpan<byte> Pixels => buffer.AsSpan(0, filled);

    /// <summary>Gives the buffer back; the pixels are not to be read any more.</summary>
    public void Release() => ArrayPool<byte>.Shared.Return(buffer);
}

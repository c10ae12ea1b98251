namespace MlNetCnn;

/// <summary>
/// A file for a library that is not trusted to end: reading stops when it is cancelled, when more was read than the file justifies, and at
/// the file's end, where nobody who knows its structure reads on.
/// </summary>
/// <param name="inner">The file; it is closed with this stream.</param>
/// <param name="cancellationToken">Ends the reading.</param>
internal sealed class BudgetedStream(Stream inner, CancellationToken cancellationToken) : WatchedStream(inner)
{
    private const int Readings = 8;

    // Many small readings of a small file.
    private const long LeastBudget = 1 << 20;

    private long _left = LeastBudget + Readings * inner.Length;

    /// <exception cref="EndOfStreamException">There is nothing more, or it was read too often.</exception>
    public override int Read(Span<byte> buffer)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var read = Inner.Read(buffer);
        // A call costs something, however little it reads.
        if ((_left -= read + 1) < 0)
            throw new EndOfStreamException("It is read again and again without an end.");
        return read > 0 || buffer.IsEmpty ? read : throw new EndOfStreamException("It ends too early.");
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer.AsSpan(offset, count)));
}

namespace MlNetCnn;

/// <summary>A value that cannot be used, found by somebody who does not know which row it is in: whoever counts the rows says so.</summary>
/// <param name="message">Given the row's number, counted from 1.</param>
internal sealed class UnreadableRowException(Func<long, string> message) : Exception
{
    /// <param name="row">Counted from 0.</param>
    public InvalidOperationException At(long row) => new(message(row + 1), this);
}

using System.Runtime.ExceptionServices;

namespace MlNetCnn.Training;

/// <summary>What a thread read of one row, or why it could not.</summary>
/// <param name="Batch">Tells the order of rows of different cursors.</param>
/// <param name="Pixels">One image.</param>
/// <param name="Label">Its provisional class number.</param>
/// <param name="Failure">What went wrong, or null.</param>
internal readonly record struct Row(long Batch, byte[] Pixels, int Label, Exception? Failure)
{
    /// <param name="number">The row's, from 0.</param>
    /// <exception cref="InvalidOperationException">The row cannot be used; the message names it.</exception>
    public (byte[] Pixels, int Label) Content(long number)
    {
        if (Failure is UnreadableRowException unreadable)
            throw unreadable.At(number);
        if (Failure is not null)
            ExceptionDispatchInfo.Throw(Failure);
        return (Pixels, Label);
    }
}

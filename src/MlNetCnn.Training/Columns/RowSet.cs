using System.Collections.Concurrent;
using Microsoft.ML;

namespace MlNetCnn.Training;

/// <summary>
/// Reads the cursors of one set, each on a thread of its own and no more than a few rows ahead, and gives the rows in the data's order:
/// loaded images are decoded where they are read, and ML.NET itself splits no view whose image column is asked for.
/// </summary>
internal sealed class RowSet : IDisposable
{
    /// <summary>How many rows a cursor may be ahead.</summary>
    private const int Depth = 16;

    private readonly CancellationTokenSource _stop = new();
    private readonly List<BlockingCollection<Row>> _queues = [];
    private readonly Task _reading;

    /// <param name="cursors">As <c>GetRowCursorSet</c> gives them; they are the set's from now on.</param>
    /// <param name="open">What reads a cursor's current row; called once a cursor, on this thread.</param>
    public RowSet(IReadOnlyList<DataViewRowCursor> cursors, Func<DataViewRowCursor, Func<(byte[] Pixels, int Label)>> open)
    {
        Func<(byte[] Pixels, int Label)>[] readers;
        try
        {
            readers = [.. cursors.Select(open)];
        }
        catch
        {
            foreach (var cursor in cursors)
                cursor.Dispose();
            throw;
        }
        _queues.AddRange(cursors.Select(_ => new BlockingCollection<Row>(Depth)));
        _reading = Task.WhenAll(cursors.Select((cursor, i) => Task.Factory.StartNew(
            () => Read(cursor, readers[i], _queues[i]), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
    }

    /// <summary>All rows, once.</summary>
    /// <exception cref="InvalidOperationException">A row cannot be used; the message names it.</exception>
    public IEnumerable<(byte[] Pixels, int Label)> InOrder(CancellationToken cancellationToken)
    {
        // Rows of one batch come from one cursor one after another, and the batches' numbers rise: the least is next.
        var next = new PriorityQueue<(Row Row, BlockingCollection<Row> Queue), long>();
        foreach (var queue in _queues)
            Enqueue(queue);
        for (var number = 0L; next.TryDequeue(out var first, out _); number++)
        {
            yield return first.Row.Content(number);
            Enqueue(first.Queue);
        }

        void Enqueue(BlockingCollection<Row> queue)
        {
            if (queue.TryTake(out var row, Timeout.Infinite, cancellationToken))
                next.Enqueue((row, queue), row.Batch);
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _reading.Wait(); // readers keep what goes wrong in their rows
        _queues.ForEach(queue => queue.Dispose());
        _stop.Dispose();
    }

    private void Read(DataViewRowCursor cursor, Func<(byte[] Pixels, int Label)> read, BlockingCollection<Row> queue)
    {
        var batch = 0L;
        try
        {
            using (cursor)
            {
                while (!_stop.IsCancellationRequested && cursor.MoveNext())
                {
                    batch = cursor.Batch;
                    var (pixels, label) = read();
                    if (!Add(queue, new Row(batch, pixels, label, null)))
                        return;
                }
            }
        }
        catch (Exception e)
        {
            // Told where the rows are put in order, which is where their numbers are known.
            Add(queue, new Row(batch, [], 0, e));
        }
        finally
        {
            queue.CompleteAdding();
        }
    }

    private bool Add(BlockingCollection<Row> queue, Row row)
    {
        try
        {
            queue.Add(row, _stop.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}

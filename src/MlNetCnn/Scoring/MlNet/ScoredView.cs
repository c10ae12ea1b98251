using Microsoft.ML;

namespace MlNetCnn;

/// <summary>Data with the network's columns added. Nothing is computed before a cursor asks for it.</summary>
internal sealed class ScoredView(IDataView source, ScoringColumns columns, Func<CnnScorer> scorer) : IDataView
{
    // Rows come in blocks, in the source's order.
    public bool CanShuffle => false;

    public DataViewSchema Schema => columns.Output;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var active = columns.Active(columnsNeeded);
        var cursor = source.GetRowCursor(columns.Dependencies(active));
        try
        {
            return columns.NeedNetwork(active)
                ? new ScoringCursor(cursor, columns, active, scorer())
                : new PassingCursor(cursor, columns, active);
        }
        catch
        {
            cursor.Dispose();
            throw;
        }
    }

    /// <summary>One cursor: a run of the network takes all cores already, and several would get in each other's way.</summary>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}

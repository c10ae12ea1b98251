using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn;

/// <summary>Hands the source's rows on where none of the network's columns is asked for.</summary>
internal sealed class PassingCursor(DataViewRowCursor source, ScoringColumns columns, bool[] active) : DataViewRowCursor
{
    public override DataViewSchema Schema => columns.Output;

    public override long Position => source.Position;

    public override long Batch => source.Batch;

    public override bool MoveNext() => source.MoveNext();

    public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => active[columns.IndexOf(column)];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        source.GetGetter<TValue>(columns.Input[columns.ActiveIndex(active, column)]);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            source.Dispose();
        base.Dispose(disposing);
    }
}

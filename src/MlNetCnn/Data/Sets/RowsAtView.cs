using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn;

/// <summary>The rows of a data view at some positions, in their order.</summary>
/// <param name="source">Gives the same rows in the same order whenever it is read.</param>
/// <param name="positions">Ascending, counted from 0.</param>
internal sealed class RowsAtView(IDataView source, int[] positions) : IDataView
{
    public DataViewSchema Schema => source.Schema;

    public bool CanShuffle => false;

    public long? GetRowCount() => positions.Length;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(source.GetRowCursor(columnsNeeded), positions);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(DataViewRowCursor rows, int[] positions) : DataViewRowCursor
    {
        private long _read = -1;
        private long _position = -1;

        public override long Position => _position;

        public override long Batch => 0;

        public override DataViewSchema Schema => rows.Schema;

        public override bool MoveNext()
        {
            if (_position + 1 < positions.Length)
            {
                _position++;
                while (rows.MoveNext())
                {
                    if (++_read == positions[_position])
                        return true;
                }
            }
            _position = -1;
            return false;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => rows.IsColumnActive(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => rows.GetGetter<TValue>(column);

        public override ValueGetter<DataViewRowId> GetIdGetter() => rows.GetIdGetter();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                rows.Dispose();
            base.Dispose(disposing);
        }
    }
}

using Microsoft.ML;

namespace MlNetCnn;

/// <summary>
/// Columns without rows. ML.NET's conversion follows rows back to where they come from; here it ends. Hidden columns are left out, since it
/// would give two of one name.
/// </summary>
internal sealed class ColumnsOnly : IDataView
{
    public ColumnsOnly(DataViewSchema schema)
    {
        var columns = new DataViewSchema.Builder();
        foreach (var column in schema.Where(c => !c.IsHidden))
            columns.AddColumn(column.Name, column.Type, column.Annotations);
        Schema = columns.ToSchema();
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => 0;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => throw new NotSupportedException("it reads rows");

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];
}

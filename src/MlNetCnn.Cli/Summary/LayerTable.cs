using Spectre.Console;

namespace MlNetCnn.Cli;

internal static class LayerTable
{
    /// <summary>The most detailed table that fits into the console: narrow ones have rounded MACs and fewer columns.</summary>
    public static Table Of(IAnsiConsole console, IReadOnlyList<LayerRow> rows)
    {
        var (parameters, weights, activations) = (LayerColumn.Parameters(rows), LayerColumn.Weights(rows), LayerColumn.Activations(rows));
        var (macs, rounded) = (LayerColumn.Macs(rows), LayerColumn.RoundedMacs(rows));
        Table[] tables =
        [
            Create(rows, LayerColumn.Path, LayerColumn.Kind, LayerColumn.Output, parameters, macs, weights, activations),
            Create(rows, LayerColumn.Path, LayerColumn.Kind, LayerColumn.Output, parameters, rounded, weights, activations),
            Create(rows, LayerColumn.Path, LayerColumn.Kind, LayerColumn.Output, parameters, rounded, activations),
            Create(rows, LayerColumn.Path, LayerColumn.Output, parameters, rounded, activations),
        ];
        return tables.FirstOrDefault(table => FittingTable.Fits(table, console)) ?? tables[^1];
    }

    private static Table Create(IReadOnlyList<LayerRow> rows, params IReadOnlyList<LayerColumn> columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
        {
            var shown = new TableColumn(column.Title).Footer(column.Total).NoWrap().PadLeft(0).PadRight(1);
            table.AddColumn(column.IsNumber ? shown.RightAligned() : shown);
        }
        foreach (var row in rows)
            table.AddRow(columns.Select(column => new Text(column.Cell(row))));
        return table;
    }
}

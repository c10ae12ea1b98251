using MlNetCnn.Textbook;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MlNetCnn.Cli;

/// <summary>Arrays drawn as grids: channels side by side, output channels below each other.</summary>
internal static class ArrayGrid
{
    public static IRenderable Of(Array array) => Of(array, []);

    private static IRenderable Of(Array array, int[] index)
    {
        var slices = Enumerable.Range(0, array.GetLength(index.Length)).Select(i => (int[])[.. index, i]);
        return (array.Rank - index.Length) switch
        {
            2 => Matrix(array, index),
            3 => SideBySide([.. slices.Select(slice => Of(array, slice))]),
            _ => new Rows(slices.Select(slice => Of(array, slice))),
        };
    }

    private static Table Matrix(Array array, int[] index)
    {
        var table = new Table().HideHeaders().ShowRowSeparators().Border(TableBorder.Square);
        for (var j = 0; j < array.GetLength(array.Rank - 1); j++)
            table.AddColumn(new TableColumn("").RightAligned().NoWrap());
        for (var i = 0; i < array.GetLength(array.Rank - 2); i++)
        {
            table.AddRow(Enumerable.Range(0, array.GetLength(array.Rank - 1))
                .Select(j => new Text(ArrayText.Format((float)array.GetValue([.. index, i, j])!))));
        }
        return table;
    }

    private static Grid SideBySide(IReadOnlyList<IRenderable> channels)
    {
        var grid = new Grid();
        foreach (var _ in channels)
            grid.AddColumn();
        return grid.AddRow([.. channels]);
    }
}

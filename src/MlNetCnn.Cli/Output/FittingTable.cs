using Spectre.Console;
using Spectre.Console.Rendering;

namespace MlNetCnn.Cli;

/// <summary>A table that leaves out columns where the console is too narrow for all, those of the highest rank first.</summary>
internal sealed class FittingTable(string? title = null)
{
    // Narrower texts are hard to read.
    private const int NarrowestText = 18;

    private readonly List<(string Title, Justify Alignment, bool Wraps, int Rank)> _columns = [];
    private readonly List<IRenderable[]> _rows = [];

    /// <summary>Adds a column of texts, which wrap.</summary>
    public FittingTable AddText(string title, int rank = 0) => Add(title, Justify.Left, wraps: true, rank);

    public FittingTable AddName(string title, int rank = 0) => Add(title, Justify.Left, wraps: false, rank);

    public FittingTable AddNumber(string title, int rank = 0) => Add(title, Justify.Right, wraps: false, rank);

    public void AddRow(params IEnumerable<IRenderable> cells) => _rows.Add([.. cells]);

    /// <summary>The table for a console's width.</summary>
    public Table For(IAnsiConsole console)
    {
        var options = RenderOptions.Create(console);
        int[] all = [.. Enumerable.Range(0, _columns.Count)];
        if (Create(all, _ => null) is var wide && Fits(wide, console))
            return wide;
        int?[] widths = [.. all.Select(i => (int?)Math.Max(Measure(new Text(_columns[i].Title)).Min, Width(i)))];
        var shown = all;
        for (var rank = _columns.Max(c => c.Rank); rank > 0 && !Fits(Create(shown, i => widths[i]), console); rank--)
            shown = [.. all.Where(i => _columns[i].Rank < rank)];
        // Texts take what the others leave.
        return Create(shown, i => _columns[i].Wraps ? null : widths[i]);

        int Width(int column)
        {
            var widest = _rows.Select(row => Measure(row[column]).Max).DefaultIfEmpty().Max();
            return _columns[column].Wraps ? Math.Min(widest, NarrowestText) : widest;
        }

        Measurement Measure(IRenderable part) => part.Measure(options, int.MaxValue);
    }

    public static bool Fits(Table table, IAnsiConsole console) =>
        ((IRenderable)table).Measure(RenderOptions.Create(console), int.MaxValue).Max <= console.Profile.Width;

    private FittingTable Add(string title, Justify alignment, bool wraps, int rank)
    {
        _columns.Add((title, alignment, wraps, rank));
        return this;
    }

    private Table Create(int[] shown, Func<int, int?> width)
    {
        var table = new Table { Border = TableBorder.Simple, Title = title is null ? null : new TableTitle(title) };
        foreach (var i in shown)
        {
            var (heading, alignment, wraps, _) = _columns[i];
            table.AddColumn(new TableColumn(Markup.Escape(heading)) { Alignment = alignment, NoWrap = !wraps, Width = width(i) });
        }
        foreach (var row in _rows)
            table.AddRow(shown.Select(i => row[i]));
        return table;
    }
}

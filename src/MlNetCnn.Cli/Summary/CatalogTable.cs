using Spectre.Console;

namespace MlNetCnn.Cli;

internal static class CatalogTable
{
    // In a narrower console the sentences would wrap at each word: put the figures below them.
    private const int WidthForFigures = 110;

    private static readonly Style Dim = new(decoration: Decoration.Dim);
    private static readonly Style Heading = new(decoration: Decoration.Bold);

    public static void Write(Terminal terminal)
    {
        var isWide = terminal.Out.Profile.Width >= WidthForFigures;
        var table = new Table().Border(TableBorder.Simple).AddColumn("name", c => c.NoWrap()).AddColumn("what it is");
        if (isWide)
            table.AddColumn("made for", c => c.NoWrap()).AddColumn("at least", c => c.NoWrap()).AddColumn("classes", c => c.RightAligned().NoWrap());
        var group = "";
        foreach (var entry in Architectures.All)
        {
            if (table.Rows.Count > 0)
                table.AddEmptyRow();
            if (entry.Group != group)
                table.AddRow(new Text(""), new Text(group = entry.Group, Heading)).AddEmptyRow();
            var name = new Text(NameOf(entry));
            var (sentence, paper) = (new Text(entry.Description), new Text(entry.Paper, Dim));
            var (input, smallest, classes) = ($"{entry.DefaultInput}", $"{entry.SmallestInput}", $"{entry.DefaultClasses:N0}");
            if (isWide)
                table.AddRow(name, new Rows(sentence, paper), new Text(input), new Text(smallest), new Text(classes));
            else
                table.AddRow(name, new Rows(sentence, paper, new Text($"{input} (at least {smallest}), {classes} classes")));
        }
        terminal.Out.Write(table);
        terminal.Say("[/N] divides the channels of the convolutions, for smaller machines: vgg11/4.");
    }

    /// <summary>With [/N] where a width divisor is allowed.</summary>
    public static string NameOf(ArchitectureEntry entry) => entry.HasWidths ? $"{entry.Name}[/N]" : entry.Name;
}

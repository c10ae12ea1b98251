using Spectre.Console;

namespace MlNetCnn.Cli;

internal static class SummaryTable
{
    /// <summary>The layers and the total costs.</summary>
    public static void Write(Terminal terminal, NetworkPlan plan, int depth, TrainingMemory memory)
    {
        WriteLayers(terminal, plan, depth);
        var totals = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(1).PadRight(2)).AddColumn(new GridColumn().PadRight(0));
        foreach (var (name, text) in TotalLines.Of(plan, memory))
            totals.AddRow(new Text(name), new Text(text));
        terminal.Out.Write(totals);
    }

    /// <summary>The layers with their sums only.</summary>
    public static void WriteLayers(Terminal terminal, NetworkPlan plan, int depth)
    {
        terminal.Say(SummaryHeading.Of(plan));
        terminal.Out.Write(LayerTable.Of(terminal.Out, LayerRow.Of(plan, depth)));
    }
}

namespace MlNetCnn.Cli;

internal static class SummaryMarkdown
{
    public static void Write(Terminal terminal, NetworkPlan plan, int depth, TrainingMemory memory)
    {
        var rows = LayerRow.Of(plan, depth);
        LayerColumn[] columns =
        [
            LayerColumn.Path, LayerColumn.Kind, LayerColumn.Output, LayerColumn.Parameters(rows), LayerColumn.Macs(rows),
            LayerColumn.Weights(rows), LayerColumn.Activations(rows),
        ];
        var table = new MarkdownTable([.. columns.Select(c => (c.Title, c.IsNumber))]);
        foreach (var row in rows)
            table.Add([.. columns.Select(c => c.Cell(row))]);
        table.Add([.. columns.Select(c => c.Total.Length == 0 ? "" : $"**{c.Total}**")]);
        terminal.Say($"### {SummaryHeading.Of(plan)}");
        terminal.Say("");
        foreach (var line in table.Lines())
            terminal.Say(line);
        terminal.Say("");
        foreach (var (name, text) in TotalLines.Of(plan, memory))
            terminal.Say($"- {name}: {text}");
    }
}

namespace MlNetCnn.Docs;

internal static class ArchitecturePage
{
    public static Page Create() => new("architectures.md", "Architectures",
    [
        "Networks that are found by name, in any spelling. `NAME/N` divides the channels of the convolutions, as in `vgg11/4`, where a network comes in widths.",
        "Parameters and multiply-accumulates (MACs) are for images of the size that each was made for.",
        "",
        .. Architectures.All.GroupBy(entry => entry.Group).SelectMany(group => (string[])[$"## {Markdown.Sentence(group.Key)}", "", $"For {group.First().DefaultClasses:N0} classes.", "", .. Table(group).Lines(), ""]),
    ]);

    private static MarkdownTable Table(IEnumerable<ArchitectureEntry> entries)
    {
        var table = new MarkdownTable(("name", false), ("what it is", false), ("images, at least", false), ("parameters", true), ("MACs", true));
        foreach (var entry in entries)
        {
            var plan = entry.Create().Plan(entry.DefaultInput, entry.DefaultClasses);
            table.Add(
                Markdown.Code(entry.HasWidths ? $"{entry.Name}[/N]" : entry.Name),
                $"{Markdown.Text(entry.Description)}<br><small>{Markdown.Text(entry.Paper)}</small>",
                $"{entry.DefaultInput}<br>{entry.SmallestInput}",
                $"<span title=\"{plan.Parameters:N0}\">{Quantity.Count(plan.Parameters)}</span>",
                $"<span title=\"{plan.Macs:N0}\">{Quantity.Count(plan.Macs)}</span>");
        }
        return table;
    }
}

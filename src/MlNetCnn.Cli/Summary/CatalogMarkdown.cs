namespace MlNetCnn.Cli;

/// <summary>The catalog in Markdown, with costs for each network's default images and classes.</summary>
internal static class CatalogMarkdown
{
    public static void Write(Terminal terminal)
    {
        var table = new MarkdownTable(
            ("name", false), ("group", false), ("what it is", false), ("paper", false), ("input", false), ("smallest input", false), ("classes", true),
            ("parameters", true), ("multiply-accumulates", true), ("weight bytes", true));
        foreach (var entry in Architectures.All)
        {
            var plan = entry.Create().Plan(entry.DefaultInput, entry.DefaultClasses);
            table.Add(
                $"`{CatalogTable.NameOf(entry)}`", entry.Group, entry.Description, entry.Paper, $"{entry.DefaultInput}", $"{entry.SmallestInput}",
                $"{entry.DefaultClasses:N0}",
                $"{plan.Parameters:N0}", $"{plan.Macs:N0}", $"{plan.Costs().WeightBytes:N0}");
        }
        foreach (var line in table.Lines())
            terminal.Say(line);
    }
}

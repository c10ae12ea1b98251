using Spectre.Console;

namespace MlNetCnn.Cli.Output;

/// <summary>A planned network as a table: every step with its output's shape and its cost, and the totals.</summary>
internal static class LayerTable
{
    public static Table Of(NetworkPlan plan)
    {
        var table = new Table().Border(TableBorder.Simple)
            .Title(new TableTitle(Markup.Escape($"{plan.Architecture.Name} for images of {plan.Input} and {plan.Classes:N0} classes")))
            .AddColumn("layer", c => c.Footer("total"))
            .AddColumn("kind")
            .AddColumn("output", c => c.NoWrap())
            .AddColumn("parameters", c => c.RightAligned().NoWrap().Footer($"{plan.Parameters:N0}"))
            .AddColumn("multiply-adds", c => c.RightAligned().NoWrap().Footer($"{plan.Macs:N0}"));
        foreach (var step in plan.Steps)
            table.AddRow(new Text(step.Path), new Text(step.Kind), new Text($"{step.Output}"), Count(step.OwnParameters), Count(step.OwnMacs));
        return table;
    }

    // Most layers cost nothing: blanks let the others stand out.
    private static Text Count(long value) => new(value == 0 ? "" : $"{value:N0}");
}

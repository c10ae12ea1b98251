using System.CommandLine;
using System.CommandLine.Parsing;
using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

/// <summary>The options for cost and output format of a comparison.</summary>
internal sealed class ComparisonOutput
{
    private readonly Option<string> _cost = new("--cost")
    {
        Description = $"Weigh accuracy against this cost on the Pareto front: {string.Join(", ", Costs[..^1])} or {Costs[^1]}.",
        HelpName = "COST",
        DefaultValueFactory = _ => Costs[0],
    };
    private readonly Option<bool> _json = Options.Json();
    private readonly Option<bool> _markdown = new("--markdown") { Description = "Print a Markdown table." };
    private readonly Option<bool> _csv = new("--csv") { Description = "Print comma-separated values, one line per choice." };

    public ComparisonOutput() => _cost.AcceptOnlyFromAmong(Costs);

    public IReadOnlyList<Option> All => [_cost, _json, _markdown, _csv];

    private static string[] Costs { get; } = [.. ComparisonCosts.All.Select(c => c.Name())];

    /// <summary>Reports an error where several formats are requested.</summary>
    public void Check(CommandResult result)
    {
        if (new[] { _json, _markdown, _csv }.Count(o => result.GetValue(o)) > 1)
            result.AddError("Give one of --json, --markdown and --csv.");
    }

    public Terminal TerminalOf(ParseResult result) => Terminal.Of(result, _json, isDocument: result.GetValue(_markdown) || result.GetValue(_csv));

    public ComparisonCost Cost(ParseResult result) => ComparisonCosts.Find(result.GetRequiredValue(_cost))!.Value;

    public void Write(ParseResult result, Terminal terminal, Comparison comparison)
    {
        if (result.GetValue(_json))
            terminal.WriteJson(ComparisonReport.Document(comparison));
        else if (result.GetValue(_markdown))
            terminal.Say(comparison.ToMarkdown());
        else if (result.GetValue(_csv))
            terminal.Say(comparison.ToCsv());
        else
            ComparisonReport.WriteTable(terminal, comparison);
    }
}

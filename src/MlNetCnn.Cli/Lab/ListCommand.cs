using System.CommandLine;
using System.Text.Json.Nodes;
using MlNetCnn.Textbook;
using Spectre.Console;

namespace MlNetCnn.Cli;

/// <summary>Every example of the notebook with its expected and computed result.</summary>
internal static class ListCommand
{
    public static Command Create()
    {
        var json = LabOptions.Json();
        var command = new Command("list", "Run every example of the course notebook and show the expected result beside the computed one.") { json };
        command.SetAction(result => Run(NotebookCases.All, result, result.GetValue(json)));
        return command;
    }

    /// <summary>Returns exit code 0 when every case matches, else 1.</summary>
    internal static int Run(IReadOnlyList<NotebookCase> cases, ParseResult result, bool json)
    {
        var rows = cases.Select(row => (Case: row, Outcome: row.Run())).ToArray();
        var matched = rows.Count(row => row.Outcome.Matches);
        var documents = rows.Select(row => new JsonObject
        {
            ["section"] = row.Case.Section,
            ["title"] = row.Case.Title,
            ["expected"] = row.Case.Expected,
            ["computed"] = row.Outcome.Computed,
            ["matches"] = row.Outcome.Matches,
        });
        new LabReport("list")
            .With("cases", new JsonArray([.. documents]), ToTable(rows))
            .With("matched", matched, new Text($"{matched} of {rows.Length} cases match."))
            .Write(result, json);
        return matched == rows.Length ? 0 : 1;
    }

    private static Table ToTable(IEnumerable<(NotebookCase Case, NotebookOutcome Outcome)> rows)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("", "section", "case", "expected", "computed");
        foreach (var (row, outcome) in rows)
        {
            table.AddRow(
                outcome.Matches ? new Text("✓", Color.Green) : new Text("✗", Color.Red),
                new Text(row.Section), new Text(row.Title), new Text(Breakable(row.Expected)), new Text(Breakable(outcome.Computed)));
        }
        return table;
    }

    // Arrays contain no spaces: let a narrow console break them between rows, not within numbers.
    private static string Breakable(string value) => value.Replace("],[", "], [", StringComparison.Ordinal);
}

using System.CommandLine;

namespace MlNetCnn.Cli;

internal static class CostOptions
{
    public static Option<string?> Create() => Options.Optional<string>("--costs", "FILE.csv",
        "Decide by the least expected cost, from a table with a row for each true class and a column for each predicted class, both named.");

    /// <returns>Null where the option is not given.</returns>
    /// <inheritdoc cref="CostMatrix.Load" path="/exception"/>
    public static CostMatrix? Read(ParseResult result, Option<string?> option, ScoringGraph model) =>
        result.GetValue(option) is { } path ? CostMatrix.Load(path, model.ClassNames) : null;
}

using System.CommandLine;
using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

internal static class RunsCompareCommand
{
    public static Command Create()
    {
        var ids = new Argument<string[]>("RUN") { Description = "Run IDs, or their last parts. Default: the runs that the options find.", Arity = ArgumentArity.ZeroOrMore };
        var group = Options.Optional<string>("--group", "GROUP", "Compare the runs of this group.");
        var tag = Options.Optional<string>("--tag", "TAG", "Compare the runs with this tag.");
        var measure = new Option<bool>("--measure") { Description = "Measure scoring speed again, in turns on this machine." };
        var output = new ComparisonOutput();
        var store = new StoreOptions();
        var command = new Command("compare", "Compare existing runs: one row for all that differ only in their seed.") { ids, group, tag, measure };
        foreach (var option in output.All)
            command.Options.Add(option);
        store.AddTo(command);
        command.Check(output.Check);
        command.Check(result =>
        {
            var (hasIds, hasFilter) = (result.GetValue(ids) is { Length: > 0 }, result.GetValue(group) is not null || result.GetValue(tag) is not null);
            if (hasIds == hasFilter)
                result.AddError("Name the runs, or find them by --group or --tag.");
        });
        command.SetAction(result =>
        {
            var opened = store.Open(result);
            IReadOnlyList<Run> runs = result.GetValue(ids) is { Length: > 0 } named
                ? [.. named.Select(id => opened.GetAsync(id).GetAwaiter().GetResult())]
                : opened.ListAsync(new RunFilter { Group = result.GetValue(group), Tag = result.GetValue(tag), Take = int.MaxValue }).GetAwaiter().GetResult();
            var comparison = Comparison.Of(opened, runs, output.Cost(result));
            if (result.GetValue(measure))
                comparison = new ScoringRace().RunAsync(opened, comparison).GetAwaiter().GetResult();
            output.Write(result, output.TerminalOf(result), comparison);
            return 0;
        });
        return command;
    }
}

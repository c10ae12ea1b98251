using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

internal sealed class CompareCommand
{
    public const string Description =
        "Train networks on the same images and compare their results. Settings take several values, separated by commas: every choice is trained, with each seed. "
        + "Ctrl-C stops; the same command with the same --group continues.";

    private readonly SweepArguments _sweep = new();
    private readonly StoreOptions _store = new();
    private readonly Option<string?> _group = Options.Optional<string>("--group", "GROUP",
        "Name the comparison; runs that this group already has are not repeated. Default: compare-DATE-TIME.");
    private readonly Option<int> _slots = new("--slots") { Description = "Train this many runs at once on the CPU; they share the cores.", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<bool> _print = new("--print-sweep") { Description = "Print the sweep as a file for --sweep, and train nothing." };
    private readonly ComparisonOutput _output = new();

    public static Command Create(Interruption interruption)
    {
        var self = new CompareCommand();
        var command = new Command("compare", Description)
        {
            self._sweep.Networks,
        };
        GroupedHelp.Add(command, [.. self._sweep.Common, self._print, .. self._output.All, self._group, self._slots, .. self._store.Common],
        [
            ("Choices", [.. self._sweep.Choices, self._print]),
            ("Images", self._sweep.Images),
            ("Results", self._output.All),
            ("Runs", [self._group, self._slots, .. self._store.All]),
            .. self._sweep.Settings,
        ]);
        command.Check(self.Check);
        command.SetAction(result => self.Run(result, interruption));
        return command;
    }

    private void Check(CommandResult result)
    {
        _sweep.Check(result);
        _output.Check(result);
    }

    private int Run(ParseResult result, Interruption interruption)
    {
        var terminal = _output.TerminalOf(result);
        var sweep = _sweep.Read(result);
        sweep = sweep with { Group = result.GetValue(_group) ?? sweep.Group };
        UsageError.Read(sweep.Requests);
        if (result.GetValue(_print))
        {
            terminal.Say(sweep.ToJson());
            return 0;
        }
        return Train(result, interruption, terminal, sweep with
        {
            Group = sweep.Group ?? $"compare-{TimeProvider.System.GetLocalNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}",
        });
    }

    private int Train(ParseResult result, Interruption interruption, Terminal terminal, Sweep sweep)
    {
        var (group, slots) = (sweep.Group!, Options.Positive(_slots.Name, result.GetValue(_slots)));
        var store = _store.Open(result);
        var queue = new RunQueue(store);
        var work = new GroupWorker(store, queue, new WorkerOptions { Slots = slots, Gpus = GpuCount.Here() });
        UsageError.Read(() => queue.AddAsync(sweep).GetAwaiter().GetResult());
        // Until here Ctrl-C just ends the command.
        using var listening = interruption.Listen();

        var runs = ComparisonDisplay.Show(terminal, progress => work.RunAsync(group, progress, interruption.Stop).GetAwaiter().GetResult());
        var comparison = Comparison.Of(store, runs, _output.Cost(result));
        var stopped = interruption.Stop.IsCancellationRequested;
        if (!stopped)
            comparison = new ScoringRace().RunAsync(store, comparison, cancellation: interruption.Stop).GetAwaiter().GetResult();
        _output.Write(result, terminal, comparison);
        foreach (var run in runs.Where(r => r.State == RunState.Failed))
            terminal.Error($"{run.Id} ({ComparisonDisplay.Describe(run)}) failed: {run.Sentence}");
        if (stopped)
            terminal.Note($"Stopped: {runs.Count(r => r.State.IsOver())} of {runs.Count} runs are finished. The same command with --group {group} continues.");
        else if (runs.FirstOrDefault(r => r.State == RunState.Paused && !r.IsAtRung) is { } paused && runs.Any(r => r.IsAtRung))
            terminal.Note($"Runs wait for {paused.Id}, which is paused: 'mlnetcnn runs resume {paused.Id}', then the same command with --group {group}, continues.");
        return stopped ? interruption.ExitCode : runs.Any(r => r.State == RunState.Failed) ? Failure.Error : 0;
    }
}

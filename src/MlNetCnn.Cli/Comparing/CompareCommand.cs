using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MlNetCnn.Cli.Commands;
using MlNetCnn.Cli.Runs;
using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Cli.Comparing;

/// <summary>`mlnetcnn compare`: trains every choice of networks and settings with several seeds and puts them in one table.</summary>
internal sealed class CompareCommand
{
    private readonly Argument<string[]> _architectures = new("ARCHITECTURE") { Description = ArchitectureSource.Help, Arity = ArgumentArity.OneOrMore };
    private readonly DataOptions _data = new();
    private readonly SweepOptions _settings = new();
    private readonly StoreOptions _store = new();
    private readonly Option<int> _seeds = Count("--seeds", "Runs of each choice, with the seeds 1, 2, ….", 1);
    private readonly Option<int?> _random = Options.Optional<int?>("--random", "N", "Draw so many of the choices instead of trying all.");
    private readonly Option<int> _drawSeed = new("--draw-seed") { Description = "Decides what --random draws.", HelpName = "N", DefaultValueFactory = _ => 0 };
    private readonly Option<string?> _group = Options.Optional<string>("--group", "GROUP",
        "What to call the comparison. Runs of that group that are there already are not done again. Default: compare-DATE-TIME.");
    private readonly Option<int> _slots = Count("--slots", "Runs on the CPU at once; they share the cores.", 1);
    private readonly ComparisonOutput _output = new();

    public static Command Create(Interruption interruption)
    {
        var self = new CompareCommand();
        var command = new Command("compare",
            "Train networks on the same images and compare what they come to. Settings take several values, joined by commas: every choice is trained, with each seed. "
            + "The runs are kept like any others (mlnetcnn runs). Ctrl-C stops; the same command with the same --group goes on.")
        {
            self._architectures,
        };
        GroupedHelp.Add(command,
        [
            ("Choices", [self._seeds, self._random, self._drawSeed]),
            ("Images", self._data.OfRuns),
            ("Results", self._output.All),
            ("Runs", [self._group, self._slots, .. self._store.All]),
            .. Enum.GetValues<TrainingSettingGroup>().Select(g => ($"{g}", (IReadOnlyList<Option>)[.. self._settings.Of(g)])).Where(g => g.Item2.Count > 0),
        ]);
        command.Validators.Add(self.Check);
        command.SetAction(result => self.Run(result, interruption));
        return command;
    }

    private void Check(CommandResult result)
    {
        _settings.Check(result);
        _output.Check(result);
    }

    private int Run(ParseResult result, Interruption interruption)
    {
        using var listening = interruption.Listen();
        var terminal = _output.TerminalOf(result);
        var slots = Options.Positive(_slots.Name, result.GetValue(_slots));
        var group = result.GetValue(_group) ?? $"compare-{TimeProvider.System.GetLocalNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}";
        var requests = SweepOf(result, group).Requests();
        var store = _store.Open(result);
        var queue = new RunQueue(store);
        var work = new GroupWorker(store, queue, new WorkerOptions { Slots = slots, Gpus = GpuCount.Here() });
        var known = work.RunsAsync(group, default).GetAwaiter().GetResult()
            .Where(r => r.State is not (RunState.Failed or RunState.Cancelled)).Select(r => r.RequestHash).ToHashSet();
        foreach (var request in requests.Where(r => !known.Contains(r.ContentHash())))
            queue.AddAsync(request).GetAwaiter().GetResult();

        var runs = ComparisonDisplay.Show(terminal, progress => work.RunAsync(group, progress, interruption.Stop).GetAwaiter().GetResult());
        var comparison = Comparison.Of(store, runs, _output.Cost(result));
        var stopped = interruption.Stop.IsCancellationRequested;
        if (!stopped)
            comparison = new ScoringRace().RunAsync(store, comparison, cancellation: interruption.Stop).GetAwaiter().GetResult();
        _output.Write(result, terminal, comparison);
        foreach (var run in runs.Where(r => r.State == RunState.Failed))
            terminal.Error($"{run.Id} ({ComparisonDisplay.Describe(run)}) failed: {run.Sentence}");
        if (stopped)
            terminal.Note($"Stopped: {runs.Count(r => r.State.IsOver())} of {runs.Count} runs are over. The same command with --group {group} goes on.");
        return stopped ? Failure.GivenUp : runs.Any(r => r.State == RunState.Failed) ? Failure.Error : 0;
    }

    private Sweep SweepOf(ParseResult result, string group)
    {
        var images = _data.Read(result);
        return new Sweep
        {
            Architectures = [.. result.GetRequiredValue(_architectures).Select(a => ArchitectureSource.Find(a).Architecture)],
            Data = images.NameForRuns,
            Images = images.ImagesForRuns,
            Settings = _settings.Given(result.CommandResult),
            Seeds = Options.Positive(_seeds.Name, result.GetValue(_seeds)),
            Choices = result.GetValue(_random),
            DrawSeed = result.GetValue(_drawSeed),
            Group = group,
        };
    }

    private static Option<int> Count(string name, string description, int standard) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => standard,
    };
}

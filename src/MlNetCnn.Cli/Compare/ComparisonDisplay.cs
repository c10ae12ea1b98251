using System.Globalization;
using MlNetCnn.Experiments;
using Spectre.Console;

namespace MlNetCnn.Cli;

/// <summary>Progress of runs: a line per finished run, and a progress bar on a terminal.</summary>
internal static class ComparisonDisplay
{
    public static IReadOnlyList<Run> Show(Terminal terminal, Func<IProgress<IReadOnlyList<Run>>, IReadOnlyList<Run>> work)
    {
        var console = terminal.Progress;
        var told = new HashSet<string>();
        if (!console.Profile.Out.IsTerminal)
            return work(new Reporter<IReadOnlyList<Run>>(Tell));
        return console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 30 }, new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask("runs");
                return work(new Reporter<IReadOnlyList<Run>>(runs =>
                {
                    Tell(runs);
                    (task.MaxValue, task.Value) = (runs.Count, runs.Sum(Share));
                    task.Description = $"{runs.Count(r => r.State.IsOver())}/{runs.Count} runs";
                }));
            });

        void Tell(IReadOnlyList<Run> runs)
        {
            foreach (var run in runs.Where(r => r.State.IsOver() && told.Add(r.Id)))
                console.WriteLine($"{told.Count}/{runs.Count} {Describe(run)}: {OutcomeOf(run)}");
        }
    }

    /// <summary>For example <c>lenet learning-rate=0.1 seed=2</c>.</summary>
    public static string Describe(Run run) => string.Join(' ', run.Request.Settings.Select(s => $"{s.Key}={s.Value}").Prepend(run.Request.Architecture.Name));

    private static string OutcomeOf(Run run) => run.Result is { } result
        ? string.Create(CultureInfo.InvariantCulture, $"{(run.Result.Measured is { } score ? $"{run.Result.MeasuredOn} accuracy {FigureText.Of(score.Accuracy, score.AccuracyInterval)}, " : "")}{result.TrainingSeconds:0.0} s")
        : run.PrunedAfter is not null ? run.Sentence! : run.State.Word(run.Wish);

    private static double Share(Run run) => run.State.IsOver() ? 1 : run.Epochs > 0 ? (double)run.Epoch / run.Epochs : 0;
}

using Spectre.Console;

namespace MlNetCnn.Cli;

/// <summary>Progress of decoding images: a temporary progress bar on a terminal, nothing elsewhere.</summary>
internal static class LoadingDisplay
{
    public static T Show<T>(Terminal terminal, Func<IProgress<ImageLoadingProgress>?, T> load)
    {
        var console = terminal.Progress;
        if (!console.Profile.Out.IsTerminal)
            return load(null);
        return console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 30 }, new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask("reading images");
                task.IsIndeterminate = true;
                return load(new Reporter<ImageLoadingProgress>(progress =>
                {
                    task.Description = $"reading images {progress.Images:N0}" + (progress.Skipped == 0 ? "" : $" ({progress.Skipped:N0} skipped)");
                    if (progress.Total is not { } total)
                        return;
                    (task.IsIndeterminate, task.MaxValue, task.Value) = (false, total, progress.Images);
                }));
            });
    }
}

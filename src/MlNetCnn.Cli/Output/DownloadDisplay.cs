using Spectre.Console;

namespace MlNetCnn.Cli;

/// <summary>Progress of a download: one line with source and target, and a progress bar on a terminal.</summary>
internal static class DownloadDisplay
{
    /// <summary>Downloads a data set unless it is already here.</summary>
    /// <inheritdoc cref="DataSetStore.GetAsync"/>
    public static StoredDataSet Get(DataSetStore store, string name, Terminal terminal, CancellationToken cancellationToken)
    {
        if (store.Find(name) is not { Path: null } missing)
            return Wait(null);
        var console = terminal.Progress;
        console.WriteLine($"Downloading {missing.Entry.Name} ({Quantity.Bytes(missing.Entry.DownloadBytes)}) from {missing.Entry.Files[0].Sources[0].Host} into {store.DownloadFolder}");
        if (!console.Profile.Out.IsTerminal)
            return Wait(new Reporter<DownloadProgress>(progress => Note(terminal, progress)));
        return console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 30 }, new PercentageColumn(), new DownloadedColumn(),
                new TransferSpeedColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask(missing.Entry.Name, maxValue: missing.Entry.DownloadBytes);
                return Wait(new Reporter<DownloadProgress>(progress =>
                {
                    Note(terminal, progress);
                    task.Value = progress.Bytes;
                    task.Description = Markup.Escape(progress.File);
                }));
            });

        StoredDataSet Wait(IProgress<DownloadProgress>? progress) => store.GetAsync(name, progress, cancellationToken).GetAwaiter().GetResult();
    }

    private static void Note(Terminal terminal, DownloadProgress progress)
    {
        if (progress.Note is { } note)
            terminal.Progress.WriteLine(note);
    }
}

using Spectre.Console;

namespace MlNetCnn.Cli;

/// <summary>Progress of a download: one line with source and target, and a progress bar on a terminal.</summary>
internal static class DownloadDisplay
{
    /// <summary>Runs a download that the user may stop.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(Terminal terminal, Interruption interruption, Action download)
    {
        using var listening = interruption.Listen();
        try
        {
            download();
            return 0;
        }
        catch (OperationCanceledException)
        {
            terminal.Error("Stopped. The same command resumes the download.");
            return interruption.ExitCode;
        }
    }

    /// <summary>Reports what was removed of a download, in bytes; null where nothing of it was here.</summary>
    public static void WriteRemoved(Terminal terminal, string name, long? freed)
    {
        if (terminal.IsJson)
            terminal.WriteJson(new { Name = name, Removed = freed is not null, Bytes = freed ?? 0 });
        else
            terminal.Say(freed is { } bytes ? $"Removed {name}, {Quantity.Bytes(bytes)}." : $"{name} is not downloaded.");
    }

    /// <summary>Downloads a data set unless it is already here.</summary>
    /// <inheritdoc cref="DataSetStore.GetAsync"/>
    public static StoredDataSet Get(DataSetStore store, string name, Terminal terminal, CancellationToken cancellationToken)
    {
        return store.Find(name) is { Path: null, Entry: var entry }
            ? Show(terminal, $"{entry.Name} ({Quantity.Bytes(entry.DownloadBytes)})", entry.Files[0].Name, store.HostOf(entry), store.DownloadFolder, Wait)
            : Wait(null);

        StoredDataSet Wait(IProgress<DownloadProgress>? progress) => UsageError.Read(() => store.GetAsync(name, progress, cancellationToken).GetAwaiter().GetResult());
    }

    /// <summary>Downloads pretrained weights unless they are already here.</summary>
    /// <inheritdoc cref="PretrainedStore.GetAsync"/>
    public static StoredWeights Get(PretrainedStore store, string name, Terminal terminal, CancellationToken cancellationToken)
    {
        return store.Find(name) is { IsHere: false, Entry: { File: { } file } entry }
            ? Show(terminal, $"weights {entry.Name}", file.Name, store.HostOf(file), store.Folder, Wait)
            : Wait(null);

        StoredWeights Wait(IProgress<DownloadProgress>? progress) => UsageError.Read(() => store.GetAsync(name, progress, cancellationToken).GetAwaiter().GetResult());
    }

    private static T Show<T>(Terminal terminal, string what, string first, string host, string folder, Func<IProgress<DownloadProgress>, T> wait)
    {
        var console = terminal.Progress;
        console.WriteLine($"Downloading {what} from {host} into {folder}");
        if (!console.Profile.Out.IsTerminal)
            return wait(new Reporter<DownloadProgress>(progress => Note(terminal, progress)));
        return console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 30 }, new PercentageColumn(), new DownloadedColumn(),
                new TransferSpeedColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask(Markup.Escape(first));
                return wait(new Reporter<DownloadProgress>(progress =>
                {
                    Note(terminal, progress);
                    task.IsIndeterminate = progress.TotalBytes is null;
                    task.MaxValue = progress.TotalBytes ?? Math.Max(1, progress.Bytes);
                    task.Value = progress.Bytes;
                    task.Description = Markup.Escape(progress.File);
                }));
            });
    }

    private static void Note(Terminal terminal, DownloadProgress progress)
    {
        if (progress.Note is { } note)
            terminal.Progress.WriteLine(note);
    }
}

using System.CommandLine;
using Spectre.Console;

namespace MlNetCnn.Cli;

internal static class DataRemoveCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "A data set of mlnetcnn data list." };
        var yes = new Option<bool>("--yes") { Description = "Remove without asking." };
        var force = new Option<bool>("--force") { Description = "Remove a data set of yours that runs use, which then cannot be repeated." };
        var cache = DataOptions.CreateCache();
        var json = Options.Json();
        var command = new Command("remove", "Remove a downloaded data set, or one of yours; linked data stay where they are.") { name, yes, force, cache, json };
        command.SetAction(result => Run(
            new DataSetStore(new() { Folder = result.GetValue(cache) }), result.GetRequiredValue(name), result.GetValue(yes), result.GetValue(force), Terminal.Of(result, json)));
        return command;
    }

    private static int Run(DataSetStore store, string name, bool yes, bool force, Terminal terminal)
    {
        var stored = store.Find(name);
        // Runs do not lose data that can be downloaded again.
        if (stored is { IsOwn: true } && !force && RunsOnData.Find(terminal).Count(stored) is > 0 and var runs)
        {
            throw new ArgumentException($"'{stored.Entry.Name}' is used by {runs:N0} {(runs == 1 ? "run" : "runs")} (mlnetcnn runs list), which could not be done again: "
                + "say --force to remove it all the same.");
        }
        if (stored is { IsOwn: true } or { Bytes: > 0 } && !yes && !Confirm(terminal, stored))
            return Failure.Error;
        DownloadDisplay.WriteRemoved(terminal, name, UsageError.Read(() => store.Remove(name)));
        return 0;
    }

    // Only ask on an interactive terminal.
    private static bool Confirm(Terminal terminal, StoredDataSet stored)
    {
        if (!terminal.Progress.Profile.Out.IsTerminal || Console.IsInputRedirected)
            throw new UsageException($"'{stored.Entry.Name}' ({Quantity.Bytes(stored.Bytes)}) was not removed, as nobody can be asked here: say --yes.");
        return terminal.Progress.Prompt(new ConfirmationPrompt(Markup.Escape($"Remove {stored.Entry.Name} ({Quantity.Bytes(stored.Bytes)})?")) { DefaultValue = false });
    }
}

using System.CommandLine;
using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

internal static class RunsCommand
{
    public const string Description = "List, show, queue, compare, cancel, resume, delete and import runs.";

    public static Command Create(Deferred deferred) => new("runs", Description)
    {
        RunsListCommand.Create(),
        RunsShowCommand.Create(),
        deferred.Command("add", RunsAddCommand.Description, RunsAddCommand.Create),
        RunsCompareCommand.Create(),
        OnRuns("cancel", "Cancel runs: at once while queued, after the current batch while running.", (store, id) => new RunQueue(store).CancelAsync(id)),
        OnRuns("pause", "Pause runs: save a checkpoint and free their memory until they are resumed.", (store, id) => new RunQueue(store).PauseAsync(id)),
        OnRuns("resume", "Queue paused, interrupted, cancelled or failed runs again, from their last checkpoint (train --resume: here and now).",
            (store, id) => new RunQueue(store).ResumeAsync(id)),
        RunsEditCommand.Create(),
        OnRuns("delete", "Move runs to the trash, which is emptied after a day.", (store, id) => new RunTrash(store).ThrowAsync(id)),
        OnRuns("restore", "Restore runs from the trash.", (store, id) => new RunTrash(store).RestoreAsync(id)),
        EmptyTrash(),
        Import(),
    };

    private static Command OnRuns(string name, string description, Func<RunStore, string, Task<Run>> act)
    {
        var ids = new Argument<string[]>("RUN") { Description = "Run ID, or its last part.", Arity = ArgumentArity.OneOrMore };
        var store = new StoreOptions();
        var json = Options.Json();
        var command = new Command(name, description) { ids, json };
        store.AddTo(command);
        command.SetAction(result =>
        {
            var opened = store.Open(result);
            Tell(Terminal.Of(result, json), [.. result.GetRequiredValue(ids).Select(id => act(opened, id).GetAwaiter().GetResult())]);
            return 0;
        });
        return command;
    }

    private static Command EmptyTrash()
    {
        var store = new StoreOptions();
        var json = Options.Json();
        var command = new Command("empty-trash", "Delete the runs in the trash for good, with all files.") { json };
        store.AddTo(command);
        command.SetAction(result =>
        {
            var gone = new RunTrash(store.Open(result)).EmptyAsync().GetAwaiter().GetResult();
            var terminal = Terminal.Of(result, json);
            if (terminal.IsJson)
                terminal.WriteJson(new { Removed = gone });
            else
                terminal.Say($"Deleted {gone} {(gone == 1 ? "run" : "runs")}");
            return 0;
        });
        return command;
    }

    private static Command Import()
    {
        var folders = new Argument<string[]>("DIR") { Description = "Folder of a run, copied from elsewhere.", Arity = ArgumentArity.OneOrMore };
        var store = new StoreOptions();
        var json = Options.Json();
        var command = new Command("import", "Add folders of runs to the store.") { folders, json };
        store.AddTo(command);
        command.SetAction(result =>
        {
            var import = new RunImport(store.Open(result));
            Tell(Terminal.Of(result, json), [.. result.GetRequiredValue(folders).Select(f => import.ImportAsync(f).GetAwaiter().GetResult())]);
            return 0;
        });
        return command;
    }

    private static void Tell(Terminal terminal, IReadOnlyList<Run> runs)
    {
        if (terminal.IsJson)
        {
            terminal.WriteJson(runs.Select(RunDocument.Of));
            return;
        }
        foreach (var run in runs)
            terminal.Say($"{run.Id}  {run.Name}  {(run.TrashedAt is null ? run.State.Word(run.Wish) : "in the trash")}");
    }
}

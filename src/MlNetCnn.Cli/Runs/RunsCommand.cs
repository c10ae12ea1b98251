using System.CommandLine;
using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

internal static class RunsCommand
{
    public static Command Create() => new("runs", "List, show, queue, compare, cancel, resume, delete and import the runs that are kept.")
    {
        RunsListCommand.Create(),
        RunsShowCommand.Create(),
        RunsAddCommand.Create(),
        RunsCompareCommand.Create(),
        OnRuns("cancel", "Give runs up, at once where they wait, within a batch where they run.", (store, id) => new RunQueue(store).CancelAsync(id)),
        OnRuns("pause", "Put runs aside: they are written down, and hold no memory until they are resumed.", (store, id) => new RunQueue(store).PauseAsync(id)),
        OnRuns("resume", "Let runs go on that were paused, interrupted or cancelled or that failed, from where they were.",
            (store, id) => new RunQueue(store).ResumeAsync(id)),
        RunsEditCommand.Create(),
        OnRuns("delete", "Throw runs into the trash, which is emptied after a day.", (store, id) => new RunTrash(store).ThrowAsync(id)),
        OnRuns("restore", "Bring runs back from the trash.", (store, id) => new RunTrash(store).RestoreAsync(id)),
        EmptyTrash(),
        Import(),
    };

    private static Command OnRuns(string name, string description, Func<RunStore, string, Task<Run>> act)
    {
        var ids = new Argument<string[]>("RUN") { Description = "The run, or the last part of its name.", Arity = ArgumentArity.OneOrMore };
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
        var command = new Command("empty-trash", "Remove for good what is in the trash, with all files.") { json };
        store.AddTo(command);
        command.SetAction(result =>
        {
            var gone = new RunTrash(store.Open(result)).EmptyAsync().GetAwaiter().GetResult();
            var terminal = Terminal.Of(result, json);
            if (terminal.IsJson)
                terminal.WriteJson(new { Removed = gone });
            else
                terminal.Say($"{gone} runs are gone");
            return 0;
        });
        return command;
    }

    private static Command Import()
    {
        var folders = new Argument<string[]>("DIR") { Description = "The folder of a run, copied from elsewhere.", Arity = ArgumentArity.OneOrMore };
        var store = new StoreOptions();
        var json = Options.Json();
        var command = new Command("import", "Take folders of runs into the store: then they are runs again.") { folders, json };
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

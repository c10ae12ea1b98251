using System.CommandLine;
using MlNetCnn.Experiments;
using Spectre.Console;

namespace MlNetCnn.Cli;

internal static class RunsListCommand
{
    public static Command Create()
    {
        var state = Options.Optional<string>("--state", "STATE", "List only runs in this state.");
        state.AcceptOnlyFromAmong([.. RunStates.All.Select(s => s.Word())]);
        var tag = Options.Optional<string>("--tag", "TAG", "List only runs with this tag.");
        var group = Options.Optional<string>("--group", "GROUP", "List only runs of this group.");
        var architecture = Options.Optional<string>("--architecture", "NAME", "List only runs of this network.");
        var text = Options.Optional<string>("--name", "TEXT", "List only runs whose name contains this.");
        var trash = new Option<bool>("--trash") { Description = "List the runs in the trash instead." };
        var take = new Option<int>("--take") { Description = "List at most this many.", HelpName = "N", DefaultValueFactory = _ => 50 };
        var store = new StoreOptions();
        var json = Options.Json();
        var command = new Command("list", "List runs, newest first.") { state, tag, group, architecture, text, trash, take, json };
        store.AddTo(command);
        command.SetAction(result =>
        {
            var runs = store.Open(result).ListAsync(new RunFilter
            {
                State = result.GetValue(state) is { } name ? Enum.Parse<RunState>(name, ignoreCase: true) : null,
                Tag = result.GetValue(tag),
                Group = result.GetValue(group),
                Architecture = result.GetValue(architecture),
                Text = result.GetValue(text),
                Trash = result.GetValue(trash),
                Take = Options.Positive(take.Name, result.GetValue(take)),
            }).GetAwaiter().GetResult();
            var terminal = Terminal.Of(result, json);
            if (terminal.IsJson)
                terminal.WriteJson(runs.Select(RunDocument.Of));
            else
                Write(terminal, runs);
            return 0;
        });
        return command;
    }

    private static void Write(Terminal terminal, IReadOnlyList<Run> runs)
    {
        if (runs.Count == 0)
        {
            terminal.Say("No runs found.");
            return;
        }
        var table = new FittingTable().AddName("run").AddText("name").AddName("state", rank: 1).AddNumber("epoch", rank: 3).AddNumber("accuracy (95 % interval)")
            .AddText("tags", rank: 2).AddName("device", rank: 4);
        foreach (var run in runs)
        {
            table.AddRow(
                new Text(run.Id), new Text(run.Name), new Text(run.State.Word(run.Wish)), new Text(RunTexts.Epochs(run)), new Text(RunTexts.Accuracy(run)),
                new Text(string.Join(' ', run.Tags)), new Text(run.Environment?.Device ?? ""));
        }
        terminal.Out.Write(table.For(terminal.Out));
    }
}

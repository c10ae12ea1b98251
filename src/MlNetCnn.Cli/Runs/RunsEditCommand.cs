using System.CommandLine;
using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

internal static class RunsEditCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("RUN") { Description = "Run ID, or its last part." };
        var labels = new RunLabelOptions();
        var priority = Options.Optional<int?>("--priority", "N", "Start runs with a higher priority first.");
        var store = new StoreOptions();
        var json = Options.Json();
        var command = new Command("edit", "Change a run's name, group, tags (all of them), note or priority.") { id, priority, json };
        foreach (var option in labels.All)
            command.Options.Add(option);
        store.AddTo(command);
        command.SetAction(result =>
        {
            var opened = store.Open(result);
            var edit = labels.EditOf(result) with { Priority = result.GetValue(priority) };
            var run = UsageError.Read(() => opened.EditAsync(result.GetRequiredValue(id), edit).GetAwaiter().GetResult());
            var terminal = Terminal.Of(result, json);
            if (terminal.IsJson)
                terminal.WriteJson(RunDocument.Of(run));
            else
                terminal.Say($"{run.Id}  {run.Name}");
            return 0;
        });
        return command;
    }
}

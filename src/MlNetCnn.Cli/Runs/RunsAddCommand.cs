using System.CommandLine;
using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Cli;

internal static class RunsAddCommand
{
    public const string Description = "Queue a run for 'mlnetcnn worker', here or on another machine.";

    public static Command Create()
    {
        var architecture = ArchitectureSource.CreateArgument<string>(ArgumentArity.ExactlyOne);
        var data = new DataOptions();
        var labels = new RunLabelOptions();
        var priority = new Option<int>("--priority") { Description = "Start runs with a higher priority first.", HelpName = "N", DefaultValueFactory = _ => 0 };
        var settings = new SettingOptions();
        var store = new StoreOptions();
        var json = Options.Json();
        var command = new Command("add", Description) { architecture };
        GroupedHelp.Add(command, [.. store.Common, priority, .. labels.Common, json, .. data.Common, .. settings.Common],
        [
            ("Queue", [.. store.All, priority, .. labels.All, json]),
            ("Images", data.OfRuns),
            .. Enum.GetValues<TrainingSettingGroup>().Select(g => (SettingOptions.HeadingOf(g), (IReadOnlyList<Option>)[.. settings.Of(g)])).Where(g => g.Item2.Count > 0),
        ]);
        command.SetAction(result =>
        {
            var images = data.Read(result);
            var request = labels.ApplyTo(result, new RunRequest
            {
                Architecture = ArchitectureSource.Find(result.GetRequiredValue(architecture)).Architecture,
                Data = images.NameForRuns,
                Images = images.ImagesForRuns,
            }.With(settings.Given(result.CommandResult)));
            var queue = new RunQueue(store.Open(result));
            var run = UsageError.Read(() => queue.AddAsync(request, result.GetValue(priority), labels.NoteOf(result)).GetAwaiter().GetResult());
            var terminal = Terminal.Of(result, json);
            if (terminal.IsJson)
                terminal.WriteJson(RunDocument.Of(run));
            else
                terminal.Say(run.Id);
            return 0;
        });
        return command;
    }
}

using System.CommandLine;
using MlNetCnn.Dashboard;
using MlNetCnn.Experiments;
using Spectre.Console;

namespace MlNetCnn.Cli;

internal static class RunsShowCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("RUN") { Description = "Run ID, or its last part." };
        var store = new StoreOptions();
        var json = Options.Json();
        var open = new Option<string?>("--open")
        {
            Description = $"Open the run's page in the dashboard at URL, in the browser. Default URL: $ASPNETCORE_URLS, else {ServerOptions.DefaultUrl}.",
            HelpName = "URL",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("show", "Show everything recorded about a run.") { id, open, json };
        store.AddTo(command);
        command.SetAction(result =>
        {
            var opened = store.Open(result);
            var run = opened.GetAsync(result.GetRequiredValue(id)).GetAwaiter().GetResult();
            var epochs = opened.Epochs(run.Id);
            var folder = opened.FolderOf(run.Id).Newest.Path;
            var terminal = Terminal.Of(result, json);
            if (result.GetResult(open) is not null)
            {
                var page = RunPageAddress.Find(result.GetValue(open), run.Id);
                terminal.Note(RunPageAddress.Open(page) ? $"Opening {page}" : $"No browser could be started: open {page}");
            }
            if (terminal.IsJson)
                terminal.WriteJson(RunDocument.Whole(run, folder, epochs));
            else
                Write(terminal, run, folder);
            foreach (var epoch in terminal.IsJson ? [] : epochs)
                terminal.Say(EpochLine.Of(epoch, run.Epochs));
            return 0;
        });
        return command;
    }

    private static void Write(Terminal terminal, Run run, string folder)
    {
        if (NotTested.Of(run) is { } sentence)
            terminal.Say(sentence);
        var table = new Grid().AddColumn(new GridColumn().PadRight(3)).AddColumn(new GridColumn().NoWrap());
        Add("run", run.Id);
        Add("name", run.Name);
        Add("state", run.State.Word(run.Wish) + (run.Sentence is null ? "" : $": {run.Sentence}"));
        Add("architecture", run.Request.Architecture.Name);
        Add("data", run.Request.Data);
        Add("strangers", run.Request.Strangers);
        Add("cross-validated", run.Request.Folds is { } folds ? $"in {folds} folds" : null);
        Add("settings", string.Join(", ", run.Request.Settings.Select(s => $"{s.Key} {s.Value}")));
        Add("group", run.Group);
        Add("tags", string.Join(' ', run.Tags));
        Add("note", run.Note);
        Add("created", RunTexts.Time(run.CreatedAt));
        Add("started", RunTexts.Time(run.StartedAt));
        Add("finished", RunTexts.Time(run.EndedAt));
        if (run.Environment is { } environment)
            Add("ran on", $"{environment.Machine}, {environment.Device}, {environment.Threads} threads");
        if (run.Result is { } result)
        {
            Add("trained", $"{result.Epochs} epochs in {result.TrainingSeconds:0.0} s, {result.ImagesPerSecond:N0} images/s");
            Add("memory", $"{Quantity.Bytes(result.PeakMemoryBytes)}, of it {Quantity.Bytes(result.TrainingMemoryBytes)} by training");
        }
        if (run.Result is { Measured: { } test } measured)
            Add(measured.MeasuredOn, $"accuracy {FigureText.Of(test.Accuracy, test.AccuracyInterval)}, macro F1 {test.MacroF1:0.0000}, log-loss {test.LogLoss:0.0000} on {test.Images:N0} images");
        Add("content", run.ContentHash ?? run.RequestHash);
        Add("folder", folder);
        terminal.Out.Write(table);
        terminal.Say("");

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                table.AddRow(new Text(name), new Text(value));
        }
    }
}

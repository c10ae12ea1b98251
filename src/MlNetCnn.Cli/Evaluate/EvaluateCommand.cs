using System.CommandLine;
using System.Text.Json;
using Microsoft.ML;

namespace MlNetCnn.Cli;

internal static class EvaluateCommand
{
    public const string Description = "Evaluate a model on the test images of a data set.";

    /// <summary>The default of --data for commands with a model.</summary>
    public const string OfModel = "the data that MODEL was trained on";

    public static Command Create()
    {
        var model = Options.Model();
        var data = new DataOptions(OfModel);
        var split = Options.Optional<string>("--split", "train|val|test",
            "Evaluate on these images. Default: test, else val, else train, with a note.");
        split.AcceptOnlyFromAmong("train", "val", "test");
        var costs = CostOptions.Create();
        var strangers = StrangerImages.Option();
        var mistakes = Options.Optional<string>("--mistakes", "FILE",
            "Write the mistakes as CSV, most confident first, each with the most similar training images.");
        var json = Options.Json();
        var command = new Command("evaluate", Description)
        {
            model, split, costs, strangers, mistakes, json,
        };
        foreach (var option in data.All)
            command.Options.Add(option);
        command.SetAction(result =>
        {
            var terminal = Terminal.Of(result, json);
            var ml = new MLContext(seed: 0);
            using var file = ModelFile.Open(ml, result.GetRequiredValue(model));
            var matrix = CostOptions.Read(result, costs, file.Network);
            var request = data.Read(result, file.Network, terminal);
            var read = request.Load(terminal, file.Network.Image);
            var chosen = EvaluatedSplit.Of(read, result.GetValue(split), terminal.Note);
            var images = MatchedImages.Of(chosen.Images, file.Network, terminal.Note, out var match);
            var measured = TestResult.Of(ml, file.Transformer, file.Network, images);
            var confidence = new ConfidenceReport(file.Network, measured,
                result.GetValue(strangers) is { } others ? StrangerImages.Of(ml, file, others, request.Cache, terminal) : null);
            Write(terminal, measured, confidence, matrix is null ? null : measured.Metrics.Costs(matrix), request.Data, chosen.Name, match);
            if (result.GetValue(mistakes) is { } path)
                terminal.Note($"{new MistakesFile(ml, file.Network).Write(path, images, measured.Metrics, read.Train):N0} mistakes written to {path}.");
            return 0;
        });
        return command;
    }

    private static void Write(Terminal terminal, TestResult result, ConfidenceReport confidence, CostMetrics? costs, string data, string split, ClassMatch match)
    {
        if (!terminal.IsJson)
        {
            terminal.Say($"on the {result.Images:N0} {split} images of {data}:");
            TestReport.Write(terminal.Out, result, confidence, costs);
            return;
        }
        terminal.WriteJson(new EvaluationDocument(data, split, JsonNamingPolicy.CamelCase.ConvertName($"{match.Matching}"), result, confidence.Document(), costs));
    }
}

using System.CommandLine;
using System.Text.Json;
using Microsoft.ML;

namespace MlNetCnn.Cli;

internal static class EvaluateCommand
{
    /// <summary>The default of --data for commands with a model.</summary>
    public const string OfModel = "the data that MODEL was trained on";

    public static Command Create()
    {
        var model = Options.Model();
        var data = new DataOptions(OfModel);
        var split = Options.Optional<string>("--split", "train|val|test",
            "The images to measure on. Default: test, or else val, or else train, and a note says so.");
        split.AcceptOnlyFromAmong("train", "val", "test");
        var json = Options.Json();
        var command = new Command(
            "evaluate", "Measure a model on the test images of a data set.")
        {
            model, split, json,
        };
        foreach (var option in data.All)
            command.Options.Add(option);
        command.SetAction(result =>
        {
            var terminal = Terminal.Of(result, json);
            var ml = new MLContext(seed: 0);
            using var file = ModelFile.Open(ml, result.GetRequiredValue(model));
            var request = data.Read(result, file.Network, terminal);
            var chosen = EvaluatedSplit.Of(request.Load(terminal, file.Network.Image), result.GetValue(split), terminal.Note);
            var images = MatchedImages.Of(chosen.Images, file.Network, terminal.Note, out var match);
            Write(terminal, TestResult.Of(ml, file.Transformer, images), request.Data, chosen.Name, match);
            return 0;
        });
        return command;
    }

    private static void Write(Terminal terminal, TestResult result, string data, string split, ClassMatch match)
    {
        if (!terminal.IsJson)
        {
            terminal.Say($"on the {result.Images:N0} {split} images of {data}:");
            TestReport.Write(terminal.Out, result);
            return;
        }
        terminal.WriteJson(new
        {
            Data = data,
            Split = split,
            ClassMatching = JsonNamingPolicy.CamelCase.ConvertName($"{match.Matching}"),
            Accuracy = result.Metrics.MicroAccuracy,
            result.Metrics.MacroAccuracy,
            result.Metrics.LogLoss,
            result.TopK,
            result.TopKAccuracy,
            result.Confusion,
            Classes = result.ClassNames,
            result.Images,
            result.ImagesPerSecond,
        });
    }
}

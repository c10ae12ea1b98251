using System.CommandLine;
using Microsoft.ML;

namespace MlNetCnn.Cli;

internal static class ScoreCommand
{
    public const string Description = "Classify image files. Images are resized to the model's input, and converted to grayscale if it needs that.";

    private const int TopForPeople = 3;

    public static Command Create()
    {
        var model = Options.Model();
        var images = new Argument<string[]>("IMAGE")
        {
            Description = $"Image files ({EncodedImage.Kinds}), folders with image files in and below them, or patterns like 'photos/*.png'.",
            Arity = ArgumentArity.OneOrMore,
        };
        var top = Options.Optional<int?>("--top", "K", $"Show the K most likely classes, at least 1. Default: {TopForPeople}, and all with --json.");
        var csv = Options.Optional<string>("--csv", "PATH", "Write the probability of every class to a CSV file too, one line per image.");
        var costs = CostOptions.Create();
        var json = Options.Json();
        var command = new Command("score", Description)
        {
            model, images, top, costs, csv, json,
        };
        command.SetAction(result =>
        {
            var terminal = Terminal.Of(result, json);
            int? likeliest = result.GetValue(top) is { } k ? Options.Positive(top.Name, k) : null;
            var paths = new ImagePaths(result.GetRequiredValue(images));
            LeftOut.Note(terminal, "", [], paths.Unsupported, []);
            var ml = new MLContext(seed: 0);
            using var file = ModelFile.Open(ml, result.GetRequiredValue(model));
            var matrix = CostOptions.Read(result, costs, file.Network);
            var scored = new ImageScorer(ml, file, terminal.Error).Score(paths.Files);
            if (result.GetValue(csv) is { } path)
                ScoreFile.Write(path, file.Network.ClassNames, scored);
            ScoreReport.Write(terminal, file.Network, scored, matrix, likeliest ?? (terminal.IsJson ? int.MaxValue : TopForPeople));
            return scored.Count == paths.Files.Count ? 0 : Failure.Error;
        });
        return command;
    }
}

using System.CommandLine;

namespace MlNetCnn.Cli;

internal static class DataGenerateCommand
{
    public static Command Create()
    {
        var folder = new Option<string>("--out")
        {
            Description = "The folder to write into; existing files are replaced.",
            HelpName = "DIR",
            DefaultValueFactory = _ => "shapes",
        };
        var seed = Count("--seed", "Set the random seed; the bundled files were drawn with the default.", ShapesGenerator.DefaultSeed);
        var train = Count("--train", "Draw this many training images, at least 1.", ShapesGenerator.DefaultTrainCount);
        var test = Count("--test", "Draw this many test images, at least 1.", ShapesGenerator.DefaultTestCount);
        var json = Options.Json();
        var command = new Command(
            "generate",
            "Draw gray 28×28 images of ten shapes, as four IDX files and a list of class names: the data set that comes along, or a larger one.")
        {
            folder, seed, train, test, json,
        };
        command.SetAction(result =>
        {
            var terminal = Terminal.Of(result, json);
            var path = result.GetRequiredValue(folder);
            var (training, testing) = ShapesGenerator.Generate(
                result.GetValue(seed), Options.Positive(train.Name, result.GetValue(train)), Options.Positive(test.Name, result.GetValue(test)));
            IdxFolder.Write(path, training, testing);
            if (terminal.IsJson)
                terminal.WriteJson(new { Folder = Path.GetFullPath(path), Train = training.Count, Test = testing.Count, Classes = training.ClassNames });
            else
                terminal.Say($"Wrote {training.Count:N0} training images and {testing.Count:N0} test images into {path}.");
            return 0;
        });
        return command;
    }

    private static Option<int> Count(string name, string description, int standard) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => standard,
    };
}

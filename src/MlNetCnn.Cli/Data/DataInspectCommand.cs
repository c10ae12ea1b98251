using System.CommandLine;

namespace MlNetCnn.Cli;

internal static class DataInspectCommand
{
    public static Command Create(Interruption interruption)
    {
        var data = new Argument<string>("PATH|NAME")
        {
            Description = $"A data set by name, or a path: {ImageFormats.Sentence}.",
        };
        var sheet = Options.Optional<string>("--sheet", "FILE.png", "Draw 10 images of each class into this picture, one row per class.");
        var options = new DataOptions();
        var json = Options.Json();
        var command = new Command(
            "inspect", "Count images by class and split, find duplicates, unreadable images and rare classes, and measure the channels.") { data, sheet };
        foreach (var option in options.Reading)
            command.Options.Add(option);
        command.Options.Add(json);
        command.SetAction(result =>
        {
            using var listening = interruption.Listen();
            var terminal = Terminal.Of(result, json);
            var request = options.Read(result, result.GetRequiredValue(data));
            request = request with { Loading = InspectionOptions.Loading(request.Loading with { MaxBadImages = int.MaxValue }, decoded: null) };
            var images = request.Open(terminal, cancellationToken: interruption.Stop);
            var inspection = DataInspection.Of(images, interruption.Stop);
            if (result.GetValue(sheet) is { } path)
                ContactSheet.Write(images.Train, path);
            if (terminal.IsJson)
                terminal.WriteJson(InspectionReport.ToJson(inspection));
            else
                InspectionReport.Write(terminal, request.Data, inspection, result.GetValue(sheet));
            return 0;
        });
        return command;
    }
}

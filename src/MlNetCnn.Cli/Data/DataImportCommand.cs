using System.CommandLine;

namespace MlNetCnn.Cli;

internal static class DataImportCommand
{
    public static Command Create(Interruption interruption)
    {
        var data = new Argument<string>("PATH") { Description = "A folder, archive or file, in a format that 'mlnetcnn data inspect --help' lists." };
        var name = new Option<string>("--name")
        {
            Description = "Name the data set: lower-case letters, digits, '-', '_' and '.'.",
            HelpName = "NAME",
            Required = true,
        };
        var link = new Option<bool>("--link") { Description = "Link to the data instead of copying them." };
        var description = Options.Optional<string>("--description", "TEXT", "Describe the images for mlnetcnn data list. Default: where they came from.");
        var license = Options.Optional<string>("--license", "TEXT", "State the license of the images. Default: yours.");
        var options = new DataOptions();
        var json = Options.Json();
        var command = new Command("import", "Import your own data under a name, for --data and the dashboard. Unreadable images are reported, or refused by --bad-images fail.")
        {
            data, name, link, description, license,
        };
        foreach (var option in options.Importing)
            command.Options.Add(option);
        command.Options.Add(json);
        command.SetAction(result =>
        {
            using var listening = interruption.Listen();
            var terminal = Terminal.Of(result, json);
            var request = options.Read(result, result.GetRequiredValue(data));
            var import = new DataSetImport
            {
                Link = result.GetValue(link),
                Description = result.GetValue(description),
                License = result.GetValue(license),
                Loading = request.Loading with { MaxBadImages = int.MaxValue },
            };
            var stored = request.Import(terminal, UsageError.Read(() => DataSetName.Require(result.GetRequiredValue(name))), import, interruption.Stop);
            LeftOut.Note(terminal, stored.Entry.Name, stored.Unreadable, stored.Unsupported, stored.Notes);
            if (terminal.IsJson)
            {
                terminal.WriteJson(new
                {
                    stored.Entry.Name,
                    stored.Path,
                    stored.Bytes,
                    Train = stored.Entry.TrainImages,
                    Test = stored.Entry.TestImages,
                    stored.Entry.Classes,
                    stored.Unreadable,
                    stored.Unsupported,
                });
            }
            else
                terminal.Say($"{stored.Entry.Name}: {stored.Entry.TrainImages:N0} images to train on, {stored.Entry.TestImages:N0} to test on, {stored.Entry.Classes.Length:N0} classes, "
                    + $"{(import.Link ? "linked to" : "copied to")} {stored.Path}");
            return 0;
        });
        return command;
    }
}

using System.CommandLine;

namespace MlNetCnn.Cli;

internal static class DataGetCommand
{
    public static Command Create(Interruption interruption)
    {
        var name = new Argument<string>("NAME") { Description = "A data set of mlnetcnn data list." };
        var download = new DownloadArguments("NAME/FILE");
        var json = Options.Json();
        var command = new Command(
            "get", "Download a data set, or the rest of a broken download, and verify sizes and checksums.")
        {
            name,
        };
        foreach (var option in download.All.Append(json))
            command.Options.Add(option);
        command.SetAction(result => Run(new DataSetStore(download.Read(result)), result.GetRequiredValue(name), Terminal.Of(result, json), interruption));
        return command;
    }

    /// <summary>Returns the exit code.</summary>
    public static int Run(DataSetStore store, string name, Terminal terminal, Interruption interruption) => DownloadDisplay.Run(terminal, interruption, () =>
    {
        var wasHere = store.Find(name)?.Path is not null;
        var stored = DownloadDisplay.Get(store, name, terminal, interruption.Stop);
        if (terminal.IsJson)
            terminal.WriteJson(new { stored.Entry.Name, stored.Path, stored.Bytes, Downloaded = !wasHere });
        else
            terminal.Say($"{stored.Entry.Name} {(wasHere ? "is here already" : "is here now")}: {stored.Path}");
    });
}

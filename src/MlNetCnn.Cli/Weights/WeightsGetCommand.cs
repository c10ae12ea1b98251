using System.CommandLine;

namespace MlNetCnn.Cli;

internal static class WeightsGetCommand
{
    public static Command Create(Interruption interruption)
    {
        var name = new Argument<string>("NAME") { Description = "Pretrained weights of mlnetcnn weights list." };
        var download = new DownloadArguments("weights/FILE");
        var json = Options.Json();
        var command = new Command(
            "get", "Download pretrained weights, or the rest of a broken download, and verify the checksum.")
        {
            name,
        };
        foreach (var option in download.All.Append(json))
            command.Options.Add(option);
        command.SetAction(result => Run(new PretrainedStore(download.Read(result)), result.GetRequiredValue(name), Terminal.Of(result, json), interruption));
        return command;
    }

    /// <summary>Returns the exit code.</summary>
    public static int Run(PretrainedStore store, string name, Terminal terminal, Interruption interruption) => DownloadDisplay.Run(terminal, interruption, () =>
    {
        var wasHere = store.Find(name)?.IsHere == true;
        var stored = DownloadDisplay.Get(store, name, terminal, interruption.Stop);
        if (terminal.IsJson)
            terminal.WriteJson(new { stored.Entry.Name, stored.Path, stored.Bytes, Downloaded = !wasHere });
        else if (stored.Path is null)
            terminal.Say($"{stored.Entry.Name} is bundled: there is nothing to download.");
        else
            terminal.Say($"{stored.Entry.Name} {(wasHere ? "is here already" : "is here now")}: {stored.Path}");
    });
}

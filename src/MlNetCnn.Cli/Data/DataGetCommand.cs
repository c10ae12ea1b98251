using System.CommandLine;

namespace MlNetCnn.Cli;

internal static class DataGetCommand
{
    public static Command Create(Interruption interruption)
    {
        var name = new Argument<string>("NAME") { Description = "A data set of mlnetcnn data list." };
        var mirror = Options.Optional<string>("--mirror", "URL",
            "Download URL/NAME/FILE instead of the official addresses. Default: what MLNETCNN_MIRROR says, or none.");
        var cache = DataOptions.CreateCache();
        var json = Options.Json();
        var command = new Command(
            "get", "Download a data set. A broken download goes on where it was; sizes and checksums are compared with the official ones; what is here is not fetched again.")
        {
            name, mirror, cache, json,
        };
        command.SetAction(result =>
        {
            var store = new DataSetStore(new() { Folder = result.GetValue(cache), Mirror = result.GetValue(mirror) is { } url ? AddressOf(url) : null });
            return Run(store, result.GetRequiredValue(name), Terminal.Of(result, json), interruption);
        });
        return command;
    }

    /// <summary>Returns the exit code.</summary>
    public static int Run(DataSetStore store, string name, Terminal terminal, Interruption interruption)
    {
        using var listening = interruption.Listen();
        try
        {
            var wasHere = store.Find(name)?.Path is not null;
            var stored = DownloadDisplay.Get(store, name, terminal, interruption.Stop);
            if (terminal.IsJson)
                terminal.WriteJson(new { stored.Entry.Name, stored.Path, stored.Bytes, Downloaded = !wasHere });
            else
                terminal.Say($"{stored.Entry.Name} {(wasHere ? "is here already" : "is here now")}: {stored.Path}");
            return 0;
        }
        catch (OperationCanceledException)
        {
            terminal.Error("Stopped. What has come stays: the same command goes on from there.");
            return interruption.ExitCode;
        }
    }

    private static Uri AddressOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : throw new ArgumentException($"--mirror is '{text}', but must be an address like https://server/folder.");
}

using System.CommandLine;

namespace MlNetCnn.Cli;

internal static class WeightsRemoveCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "Pretrained weights of mlnetcnn weights list." };
        var cache = DataOptions.CreateCache();
        var json = Options.Json();
        var command = new Command("remove", "Remove downloaded pretrained weights; get downloads them again.") { name, cache, json };
        command.SetAction(result => Run(new PretrainedStore(new() { Folder = result.GetValue(cache) }), result.GetRequiredValue(name), Terminal.Of(result, json)));
        return command;
    }

    /// <summary>Returns the exit code.</summary>
    public static int Run(PretrainedStore store, string name, Terminal terminal)
    {
        DownloadDisplay.WriteRemoved(terminal, name, UsageError.Read(() => store.Remove(name)));
        return 0;
    }
}

using System.CommandLine;

namespace MlNetCnn.Cli;

internal static class WeightsRemoveCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "Pretrained weights of mlnetcnn weights list." };
        var cache = DataOptions.CreateCache();
        var json = Options.Json();
        var command = new Command("remove", "Remove pretrained weights that were downloaded; get downloads them again.") { name, cache, json };
        command.SetAction(result => Run(new PretrainedStore(new() { Folder = result.GetValue(cache) }), result.GetRequiredValue(name), Terminal.Of(result, json)));
        return command;
    }

    /// <summary>Returns the exit code.</summary>
    public static int Run(PretrainedStore store, string name, Terminal terminal)
    {
        var freed = store.Remove(name);
        if (terminal.IsJson)
            terminal.WriteJson(new { Name = name, Removed = freed is not null, Bytes = freed ?? 0 });
        else
            terminal.Say(freed is { } bytes ? $"Removed {name}, {Quantity.Bytes(bytes)}." : $"Nothing of {name} is here.");
        return 0;
    }
}

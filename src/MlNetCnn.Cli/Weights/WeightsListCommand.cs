using System.CommandLine;
using Spectre.Console;

namespace MlNetCnn.Cli;

internal static class WeightsListCommand
{
    private static readonly Style Dim = new(decoration: Decoration.Dim);

    public static Command Create()
    {
        var cache = DataOptions.CreateCache();
        var json = Options.Json();
        var command = new Command("list", "List the pretrained weights that have a name.") { cache, json };
        command.SetAction(result => Run(new PretrainedStore(new() { Folder = result.GetValue(cache) }), Terminal.Of(result, json)));
        return command;
    }

    /// <summary>Returns the exit code.</summary>
    public static int Run(PretrainedStore store, Terminal terminal)
    {
        if (terminal.IsJson)
            terminal.WriteJson(store.List().Select(ToJson));
        else
            Write(terminal, store.List());
        return 0;
    }

    private static object ToJson(StoredWeights stored) => new
    {
        stored.Entry.Name,
        Network = stored.Entry.Architecture.Name,
        stored.Entry.Description,
        stored.Entry.License,
        stored.Entry.Source,
        stored.Entry.Side,
        stored.Entry.Classes,
        Parameters = Parameters(stored.Entry),
        stored.IsHere,
        stored.Path,
        stored.Bytes,
        File = stored.Entry.File is { } file ? new { file.Name, Sha256 = file.Checksum.Digits, file.Sources } : null,
    };

    private static void Write(Terminal terminal, IReadOnlyList<StoredWeights> all)
    {
        var table = new FittingTable().AddName("name").AddText("what it is").AddName("images", rank: 2).AddNumber("parameters", rank: 1).AddText("here");
        foreach (var stored in all)
        {
            var entry = stored.Entry;
            var network = entry.Architecture.Name == entry.Name ? "" : $"network: {entry.Architecture.Name}; ";
            table.AddRow(
                new Text(entry.Name), new Rows(new Text(entry.Description), new Text($"{network}license: {entry.License}", Dim)),
                new Text($"{entry.Side}×{entry.Side}"), new Text(Quantity.Count(Parameters(entry))), new Text(Where(stored)));
        }
        terminal.Out.Write(table.For(terminal.Out));
        terminal.Say("mlnetcnn weights get NAME downloads one.");
    }

    /// <summary>The weights that there are: without a head where they have none.</summary>
    private static long Parameters(PretrainedEntry entry)
    {
        var plan = entry.Architecture.Plan(new TensorShape(3, entry.Side, entry.Side), entry.Classes ?? 2);
        return plan.Parameters - (entry.Classes is null ? plan.Layers.Last(layer => layer.Parameters > 0).Parameters : 0);
    }

    private static string Where(StoredWeights stored) => stored switch
    {
        { Entry.File: null } => "comes along",
        { Path: null, Bytes: 0 } => "to download",
        { Path: null } => $"in part, {Quantity.Bytes(stored.Bytes)}",
        _ => Quantity.Bytes(stored.Bytes),
    };
}

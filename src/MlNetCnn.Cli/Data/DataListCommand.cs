using System.CommandLine;
using Spectre.Console;

namespace MlNetCnn.Cli;

internal static class DataListCommand
{
    private static readonly Style Dim = new(decoration: Decoration.Dim);

    public static Command Create()
    {
        var cache = DataOptions.CreateCache();
        var json = Options.Json();
        var command = new Command("list", "List the data sets that have a name, for --data.") { cache, json };
        command.SetAction(result =>
        {
            var terminal = Terminal.Of(result, json);
            var sets = new DataSetStore(new() { Folder = result.GetValue(cache) }).List();
            var runs = RunsOnData.Find(terminal);
            if (terminal.IsJson)
                terminal.WriteJson(sets.Select(set => ToJson(set, runs)));
            else
                Write(terminal, sets, runs);
            return 0;
        });
        return command;
    }

    private static object ToJson(StoredDataSet set, RunsOnData runs) => new
    {
        set.Entry.Name,
        set.Entry.Description,
        set.Entry.License,
        set.Entry.Source,
        set.Entry.Classes,
        set.Entry.Shape,
        Train = set.Entry.TrainImages,
        Test = set.Entry.TestImages,
        Own = set.IsOwn,
        set.Path,
        set.Bytes,
        set.Entry.DownloadBytes,
        Runs = runs.Count(set),
        Files = set.Entry.Files.Select(file => new { file.Name, file.Size, Md5 = file.Checksum.Digits, file.Sources }),
    };

    private static void Write(Terminal terminal, IReadOnlyList<StoredDataSet> sets, RunsOnData runs)
    {
        var table = new FittingTable().AddName("name").AddText("what it is").AddName("images", rank: 2).AddNumber("train", rank: 1).AddNumber("test", rank: 3)
            .AddText("here").AddNumber("runs", rank: 4);
        foreach (var set in sets)
        {
            var entry = set.Entry;
            var terms = $"{Classes(entry)}; license: {entry.License}";
            table.AddRow(
                new Text(entry.Name), new Rows(new Text(entry.Description), new Text(terms, Dim)), new Text(entry.Shape is { } shape ? $"{shape}" : "various"),
                new Text($"{entry.TrainImages:N0}"), new Text(entry.TestImages == 0 ? "" : $"{entry.TestImages:N0}"), new Text(Where(set)),
                new Text(runs.Count(set) is > 0 and var count ? $"{count:N0}" : ""));
        }
        terminal.Out.Write(table.For(terminal.Out));
        terminal.Say("mlnetcnn train --data NAME trains on one, downloading it first if necessary; mlnetcnn data import adds your own.");
    }

    private static string Classes(DataSetEntry entry) =>
        $"{entry.Classes.Length:N0} classes: {NameList.Of(entry.Classes, most: 3)}";

    private static string Where(StoredDataSet set) => set switch
    {
        { IsOwn: true, Bytes: 0 } => "linked",
        { IsOwn: true } => $"yours, {Quantity.Bytes(set.Bytes)}",
        { Path: null, Bytes: > 0 } => $"in part, {Quantity.Bytes(set.Bytes)} of {Quantity.Bytes(set.Entry.DownloadBytes)}",
        { Path: null } => $"no, {Quantity.Bytes(set.Entry.DownloadBytes)} to get",
        _ => "yes",
    };
}

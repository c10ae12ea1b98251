using Spectre.Console;

namespace MlNetCnn.Cli;

internal static class InspectionReport
{
    private const int Shown = 10;
    private const int ClassesShown = 50;

    public static object ToJson(DataInspection data) => new
    {
        data.Path,
        Format = data.Format.ToString().ToLowerInvariant(),
        data.Shape,
        data.Images,
        Classes = data.ClassNames,
        data.Splits,
        data.Sizes,
        data.Channels,
        data.Imbalance,
        Duplicates = data.Duplicates.Select(group => new { Leak = group.IsLeak, Contradiction = group.IsContradiction, group.Images }),
        data.Unreadable,
        data.Unsupported,
        Remarks = data.Notes.Select(note => ImageOptionNames.In(note, areSwitches: true)),
    };

    public static void Write(Terminal terminal, string name, DataInspection data, string? sheet)
    {
        terminal.Say($"{name}: {data.Images:N0} images in {data.ClassNames.Length:N0} classes, {DataFindings.NameOf(data.Format)}");
        terminal.Out.Write(CountsOf(data));
        if (data.ClassNames.Length > ClassesShown)
            terminal.Say($"The rarest {ClassesShown} of {data.ClassNames.Length:N0} classes; --json has all.");
        terminal.Say($"sizes     {SizesOf(data)}");
        var isResized = data.Sizes is not [var size] || (size.Height, size.Width) != (data.Shape.Height, data.Shape.Width);
        string[] names = data.Channels.Length == 1 ? ["gray"] : ["red", "green", "blue"];
        terminal.Say($"channels  {string.Join(", ", data.Channels.Zip(names, (c, name) => $"{name} {c.Mean:0.0000} ± {c.StandardDeviation:0.0000}"))}"
            + $" (mean ± standard deviation of the training pixels from 0 to 1{(isResized ? $", at {data.Shape.Height}×{data.Shape.Width}" : "")})");
        terminal.Say("");
        string[] findings = [.. FindingsOf(data)];
        foreach (var finding in findings)
            terminal.Say(finding);
        if (findings.Length == 0)
            terminal.Say("No duplicates, nothing that cannot be read, and no class much rarer than the others.");
        if (sheet is not null)
            terminal.Say($"sheet     {sheet}, from top to bottom: {string.Join(", ", data.ClassNames)}");
    }

    private static Table CountsOf(DataInspection data)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("class");
        foreach (var split in data.Splits)
            table.AddColumn(split.Name, c => c.RightAligned().NoWrap().Footer($"{split.Images:N0}"));
        var classes = Enumerable.Range(0, data.ClassNames.Length);
        if (data.ClassNames.Length > ClassesShown)
            classes = classes.OrderBy(label => data.Splits[0].ClassCounts[label]).Take(ClassesShown);
        foreach (var label in classes)
            table.AddRow([new Text(data.ClassNames[label].ReplaceLineEndings(" ")), .. data.Splits.Select(split => new Text($"{split.ClassCounts[label]:N0}"))]);
        table.Columns[0].Footer("all");
        return table;
    }

    private static string SizesOf(DataInspection data)
    {
        var most = data.Sizes.Take(3).Select(size => $"{size.Height}×{size.Width}{(data.Sizes.Length == 1 ? "" : $" ({size.Images:N0})")}");
        return $"{string.Join(", ", most)}{(data.Sizes.Length > 3 ? $" and {data.Sizes.Length - 3:N0} others" : "")} (height×width){(data.Sizes.Length == 1 ? "" : "; give train a --size")}";
    }

    private static IEnumerable<string> FindingsOf(DataInspection data)
    {
        if (data.Unreadable.Length > 0)
        {
            yield return $"{data.Unreadable.Length:N0} cannot be read:";
            foreach (var image in data.Unreadable.Take(Shown))
                yield return $"  {ImageOptionNames.In(image.Reason, areSwitches: true)}";
            if (data.Unreadable.Length > Shown)
                yield return $"  and {data.Unreadable.Length - Shown:N0} others; --json lists all";
        }
        foreach (var finding in DataFindings.Of(data))
            yield return ImageOptionNames.In(finding, areSwitches: true);
        if (data.Duplicates.Length > 0)
            yield return "These images are the same:";
        foreach (var group in data.Duplicates.OrderByDescending(group => group.IsLeak).Take(Shown))
            yield return $"  {string.Join(" = ", group.Images.Take(3).Select(DataFindings.NameOf))}{(group.Images.Length > 3 ? " = …" : "")}";
        if (data.Duplicates.Length > Shown)
            yield return $"  and {data.Duplicates.Length - Shown:N0} other groups; --json lists all";
    }
}

using Spectre.Console;

namespace MlNetCnn.Cli;

/// <summary>What is in data and what is wrong with them, as people or programs read it.</summary>
internal static class InspectionReport
{
    private const int Shown = 10;
    private const int ClassesShown = 50;

    // Up to there the classes of most published sets differ.
    private const double WorthSaying = 1.5;

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
    };

    public static void Write(Terminal terminal, string name, DataInspection data, string? sheet)
    {
        terminal.Say($"{name}: {data.Images:N0} images in {data.ClassNames.Length:N0} classes, {FormatOf(data.Format)}");
        terminal.Out.Write(CountsOf(data));
        if (data.ClassNames.Length > ClassesShown)
            terminal.Say($"The rarest {ClassesShown} of {data.ClassNames.Length:N0} classes; --json has all.");
        terminal.Say($"sizes     {SizesOf(data)}");
        var isResized = data.Sizes is not [var size] || (size.Height, size.Width) != (data.Shape.Height, data.Shape.Width);
        string[] names = data.Channels.Length == 1 ? ["grey"] : ["red", "green", "blue"];
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
            table.AddRow([new Text(data.ClassNames[label]), .. data.Splits.Select(split => new Text($"{split.ClassCounts[label]:N0}"))]);
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
                yield return $"  {image.Reason}";
            if (data.Unreadable.Length > Shown)
                yield return $"  and {data.Unreadable.Length - Shown:N0} others; --json lists all";
        }
        if (!data.Unsupported.IsEmpty)
            yield return $"{UnsupportedFiles.Describe(data.Unsupported)}.";
        foreach (var split in data.Splits.Where(split => split.Leaked > 0))
            yield return $"{split.Leaked:N0} of the {split.Images:N0} {NameOf(split)} images are training images too: figures measured on them flatter.";
        foreach (var split in data.Splits.Where(split => split.Repeated > 0))
            yield return $"{split.Repeated:N0} of the {split.Images:N0} {NameOf(split)} images repeat another one exactly.";
        if (data.Duplicates.Count(group => group.IsContradiction) is > 0 and var contradictions)
            yield return $"{contradictions:N0} {(contradictions == 1 ? "image is" : "images are")} there under two classes: some labels are wrong.";
        foreach (var group in data.Duplicates.OrderByDescending(group => group.IsLeak).Take(Shown))
            yield return $"  {string.Join(" = ", group.Images.Take(3).Select(NameOf))}{(group.Images.Length > 3 ? " = …" : "")}";
        if (data.Duplicates.Length > Shown)
            yield return $"  and {data.Duplicates.Length - Shown:N0} other groups; --json lists all";
        if (data.Imbalance > WorthSaying)
        {
            var counts = data.Splits[0].ClassCounts;
            var (rare, common) = (counts.IndexOf(counts.Min()), counts.IndexOf(counts.Max()));
            yield return $"'{data.ClassNames[common]}' has {data.Imbalance:0.#} times the training images of '{data.ClassNames[rare]}': weigh the classes, or collect more.";
        }
    }

    private static string NameOf(DuplicateImage image) => $"{image.Path ?? $"{image.Split} image {image.Index:N0}"} ({image.Class})";

    private static string NameOf(SplitInspection split) => split.Name == "train" ? "training" : split.Name;

    private static string FormatOf(ImageDataFormat format) => format switch
    {
        ImageDataFormat.Idx => "IDX files",
        ImageDataFormat.Cifar => "CIFAR's binary files",
        ImageDataFormat.Folder => "a folder of class folders",
        ImageDataFormat.Zip => "a zip file",
        ImageDataFormat.Tar => "a tar file",
        ImageDataFormat.Csv => "a table of pixels",
        ImageDataFormat.Parquet => "Parquet files",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };
}

namespace MlNetCnn.Dashboard;

/// <summary>What is said of data sets.</summary>
internal static class DataWords
{
    /// <summary>Whether it is here, and what it takes.</summary>
    public static string Where(StoredDataSet set) => set switch
    {
        { Path: null, Bytes: 0 } => $"no, {Quantity.Bytes(set.Entry.DownloadBytes)} to download",
        { Path: null } => $"in part: {Quantity.Bytes(set.Bytes)} of {Quantity.Bytes(set.Entry.DownloadBytes)}",
        { IsOwn: true, Bytes: 0 } => "yes, linked",
        { Bytes: 0 } => "yes, comes along",
        _ => $"yes, {Quantity.Bytes(set.Bytes)}",
    };

    /// <summary>What fetching it is called.</summary>
    public static string DownloadOf(StoredDataSet set) => set.Bytes > 0 ? "Go on downloading" : "Download";

    public static string FormatOf(ImageDataFormat format) => format switch
    {
        ImageDataFormat.Idx => "IDX files",
        ImageDataFormat.Cifar => "CIFAR's binary files",
        ImageDataFormat.Folder => "a folder of class folders",
        ImageDataFormat.Zip => "a zip file",
        ImageDataFormat.Tar => "a tar file",
        ImageDataFormat.Csv => "a table of pixels",
        _ => "Parquet files",
    };

    public static string NameOf(DuplicateImage image) => $"{image.Path ?? $"{image.Split} image {image.Index:N0}"} ({image.Class})";

    /// <summary>What is wrong with data, a sentence each; none where nothing is.</summary>
    public static IEnumerable<string> Findings(DataInspection data)
    {
        if (data.Unreadable.Length is > 0 and var unreadable)
            yield return $"{unreadable:N0} {(unreadable == 1 ? "image" : "images")} cannot be read and would be left out.";
        if (!data.Unsupported.IsEmpty)
            yield return $"{UnsupportedFiles.Describe(data.Unsupported)}.";
        foreach (var split in data.Splits.Where(s => s.Leaked > 0))
            yield return $"{split.Leaked:N0} of the {split.Images:N0} {split.Name} images {(split.Leaked == 1 ? "is a training image" : "are training images")} too: figures measured on them flatter.";
        foreach (var split in data.Splits.Where(s => s.Repeated > 0))
            yield return $"{split.Repeated:N0} of the {split.Images:N0} {(split.Name == "train" ? "training" : split.Name)} images {(split.Repeated == 1 ? "repeats" : "repeat")} another one exactly.";
        if (data.Duplicates.Count(g => g.IsContradiction) is > 0 and var wrong)
            yield return $"{wrong:N0} {(wrong == 1 ? "image is" : "images are")} there under two classes: some labels are wrong.";
        // Up to there the classes of most published sets differ.
        if (data.Imbalance > 1.5)
        {
            var counts = data.Splits[0].ClassCounts;
            yield return $"“{data.ClassNames[counts.IndexOf(counts.Max())]}” has {data.Imbalance:0.#} times the training images of “{data.ClassNames[counts.IndexOf(counts.Min())]}”: weigh the classes, or collect more.";
        }
    }
}

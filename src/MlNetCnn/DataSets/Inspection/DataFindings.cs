namespace MlNetCnn;

/// <summary>What an inspection found, in words.</summary>
internal static class DataFindings
{
    // Up to there the classes of most published sets differ.
    private const double WorthSaying = 1.5;

    /// <summary>What is wrong with the data, a sentence each; none where nothing is. Unreadable images are not among it.</summary>
    public static IEnumerable<string> Of(DataInspection data)
    {
        if (!data.Unsupported.IsEmpty)
            yield return $"{UnsupportedFiles.Describe(data.Unsupported)}.";
        foreach (var note in data.Notes)
            yield return note;
        foreach (var split in data.Splits.Where(s => s.Leaked > 0))
            yield return $"{split.Leaked:N0} of the {split.Images:N0} {NameOf(split)} images {(split.Leaked == 1 ? "is a training image" : "are training images")} too: figures measured on them flatter.";
        foreach (var split in data.Splits.Where(s => s.Repeated > 0))
            yield return $"{split.Repeated:N0} of the {split.Images:N0} {NameOf(split)} images {(split.Repeated == 1 ? "repeats" : "repeat")} another one exactly.";
        if (data.Duplicates.Count(g => g.IsContradiction) is > 0 and var wrong)
            yield return $"{wrong:N0} {(wrong == 1 ? "image is" : "images are")} there under two classes: some labels are wrong.";
        if (data.Imbalance > WorthSaying)
        {
            var counts = data.Splits[0].ClassCounts;
            yield return $"'{data.ClassNames[counts.IndexOf(counts.Max())]}' has {data.Imbalance:0.#} times the training images of "
                + $"'{data.ClassNames[counts.IndexOf(counts.Min())]}': weigh the classes, or collect more.";
        }
    }

    public static string NameOf(DuplicateImage image) => $"{image.Path ?? $"{image.Split} image {image.Index:N0}"} ({image.Class})";

    public static string NameOf(ImageDataFormat format) => ImageFormats.Of(format).Name;

    private static string NameOf(SplitInspection split) => split.Name == "train" ? "training" : split.Name;
}

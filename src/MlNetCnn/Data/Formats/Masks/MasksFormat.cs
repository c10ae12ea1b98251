namespace MlNetCnn;

/// <summary>Masks for segmentation: a second image for each image, of the same name in another folder.</summary>
internal static class MasksFormat
{
    private const double Most = 0.8;

    private static readonly string[] Ends = ["_mask", "_seg", "_segmentation", "_gt", "_label", "_l", "-mask"];

    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "mask", "masks", "label", "labels", "labelimages", "segmentation", "segmentations", "segmentationclass", "segmentationobject", "annotation", "annotations",
        "gt", "groundtruth", "ground_truth", "target", "targets", "manual", "1st_manual", "trimaps",
    };

    public static RefusedFormat Known { get; } = new("masks of objects, as segmentation needs them", Recognize);

    private static string? Recognize(FileTree tree)
    {
        if (LooseImages.Of(tree, IsMasks) is not { } images)
            return null;
        var masks = images.Files.Where(file => file.Folder.Split('/').Any(IsMasks)).ToArray();
        var stems = images.Files.Except(masks).Select(file => Stem(file.FileName)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return masks.Length > 0 && stems.Count > 0 && masks.Count(mask => stems.Contains(Stem(mask.FileName))) >= Most * masks.Length ? masks[0].Name : null;
    }

    private static bool IsMasks(string folder) => Names.Contains(folder) || folder.EndsWith("_masks", StringComparison.OrdinalIgnoreCase) || folder.EndsWith("annot", StringComparison.OrdinalIgnoreCase);

    private static string Stem(string name)
    {
        var stem = Path.GetFileNameWithoutExtension(name);
        return Ends.FirstOrDefault(end => stem.EndsWith(end, StringComparison.OrdinalIgnoreCase)) is { } found ? stem[..^found.Length] : stem;
    }
}

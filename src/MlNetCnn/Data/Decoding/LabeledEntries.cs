using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>Gives decoded images their splits and classes, and checks that they make a data set.</summary>
internal sealed class LabeledEntries(ImageSource source, IReadOnlyList<DecodedImage> images, bool oneClass)
{
    private const string TheClass = "images";

    /// <exception cref="InvalidDataException">There is no image, one class only, a class without images, or one in test that train lacks.</exception>
    public DecodedIndex Index(TensorShape shape, ImmutableArray<SkippedImage> skipped)
    {
        if (images.Count == 0)
            throw new InvalidDataException($"'{source.Path}' has no image that can be read{(skipped.IsEmpty ? "." : $", the first: {skipped[0].Reason}")}");
        string[] seen = [.. images.Select(image => image.Group).Concat(source.GroupsSeen).Distinct()];
        var classes = oneClass ? new ImageClasses([TheClass], seen.ToDictionary(group => group, _ => (SplitKind.Train, TheClass))) : source.Classes(seen);
        var numbers = classes.Names.Select((name, i) => (name, i)).ToDictionary(c => c.name, c => c.i, StringComparer.Ordinal);
        var groups = classes.Groups.ToDictionary(g => g.Key, g => (g.Value.Split, Label: numbers[g.Value.Class]), StringComparer.Ordinal);
        var labeled = images.Select(image => groups[image.Group]).ToArray();
        if (!oneClass)
            CheckClasses(classes.Names, labeled, skipped);
        return new DecodedIndex(
            source.Format.Kind, shape, classes.Names, [.. labeled.Select(l => l.Split)], [.. labeled.Select(l => l.Label)], [.. images.Select(i => i.Origin)],
            images.All(image => image.Path.Length == 0) ? [] : [.. images.Select(image => image.Path)],
            images.All(image => image.FoldGroup.Length == 0) ? [] : [.. images.Select(image => image.FoldGroup)], skipped, source.Unsupported, [.. source.Notes, .. source.Beside, .. Alike(classes.Names)]);
    }

    private static IEnumerable<string> Alike(ImmutableArray<string> names) => names.GroupBy(name => name.Normalize().Trim(), StringComparer.OrdinalIgnoreCase).Where(alike => alike.Count() > 1)
        .Select(alike => $"The classes {string.Join(" and ", alike.Select(name => $"'{name}'"))} differ only in case, spaces or the form of accents: if they are one, merge them by Classes, a CSV of old and new names.");

    private void CheckClasses(ImmutableArray<string> names, (SplitKind Split, int Label)[] labeled, ImmutableArray<SkippedImage> skipped)
    {
        if (names.Length < 2)
            throw new InvalidDataException($"'{source.Path}' has one class only, '{names[0]}': a classifier needs two or more. Put the images of each class into a folder of its own, or give each its label in a CSV.");
        var trained = labeled.Where(l => l.Split == SplitKind.Train).Select(l => l.Label).ToHashSet();
        if (trained.Count == 0)
            throw new InvalidDataException($"'{source.Path}' has no images to train on: its folders or files are named {string.Join(" and ", labeled.Select(l => Name(l.Split)).Distinct())} only.");
        foreach (var (split, label) in labeled)
        {
            if (split != SplitKind.Train && !trained.Contains(label))
                throw new InvalidDataException($"Class '{names[label]}' of '{source.Path}' has images in {Name(split)}, but none in train that can be read.");
        }
        if (!source.AllowsUnusedClasses && Enumerable.Range(0, names.Length).FirstOrDefault(label => !trained.Contains(label), -1) is >= 0 and var unused)
            throw new InvalidDataException($"Class '{names[unused]}' of '{source.Path}' has no image that can be read{(skipped.FirstOrDefault(image => image.Path.Split('/').SkipLast(1).Contains(names[unused])) is { } first ? $", the first: {first.Reason} Mend" : ": mend")} its images or remove it.");
    }

    private static string Name(SplitKind split) => split switch
    {
        SplitKind.Train => "train",
        SplitKind.Validation => "validation",
        _ => "test",
    };
}

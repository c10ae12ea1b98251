using System.Collections.Immutable;
using System.Globalization;

namespace MlNetCnn;

/// <summary>What each column of a table is: a label, the path of a file, an image, pixels, a split.</summary>
/// <param name="Labels">The column of labels; several where each stands for a class and has 0 or 1; none where there are no labels.</param>
/// <param name="Path">The column of paths or IDs of image files.</param>
/// <param name="Image">The column of images, or of pixels in one field.</param>
/// <param name="Pixels">The columns of pixels in their order.</param>
/// <param name="Split">The column that says what a row is for.</param>
/// <param name="Group">The column whose value images of one group share.</param>
/// <param name="Count">How many columns there are.</param>
internal sealed record TableColumns(
    ImmutableArray<SampledColumn> Labels, SampledColumn? Path, SampledColumn? Image, ImmutableArray<SampledColumn> Pixels, SampledColumn? Split, SampledColumn? Group, int Count)
{
    private const int FewestPixels = 3, FewFractions = 10;

    private static readonly string[] BoxNames = ["xmin", "ymin", "xmax", "ymax"];

    /// <summary>What was chosen where columns left a choice, in sentences.</summary>
    public ImmutableArray<string> Notes { get; private init; } = [];

    /// <summary>Whether the labels are one column of 0 and 1 a class.</summary>
    public bool IsOneHot => Labels.Length > 1;

    /// <summary>Finds out from names and first values; what the options say goes first.</summary>
    /// <param name="title">What errors call the table: its quoted name.</param>
    /// <param name="columns">All columns.</param>
    /// <param name="options">The columns by name or place.</param>
    /// <param name="found">The share of a column's values that are image files of the data.</param>
    /// <exception cref="InvalidDataException">A named column is missing, or several columns fit.</exception>
    public static TableColumns Of(string title, IReadOnlyList<SampledColumn> columns, ImageLoading options, Func<SampledColumn, double> found)
    {
        var rest = columns.ToList();
        SampledColumn? Take(string? wanted, string what, string option)
        {
            var column = wanted is null ? null : Place(columns, wanted) ?? throw new InvalidDataException(
                $"{title} has no {what} column '{wanted}', but {Listed(columns)}: set {option} to the name of one or its place from 1 to {columns.Count}.");
            if (column is not null && !rest.Remove(column))
                throw new InvalidDataException($"{title} has one column '{column.Title}', which cannot be two things at once: change {option}.");
            return column;
        }
        foreach (var ignored in options.IgnoreColumns?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [])
            Take(ignored, "ignored", nameof(options.IgnoreColumns));
        var group = Take(options.GroupColumn, "group", nameof(options.GroupColumn));
        var label = Take(options.LabelColumn, "label", nameof(options.LabelColumn));
        var split = Take(options.SplitColumn, "split", nameof(options.SplitColumn));
        var image = Take(options.ImageColumn, "image", nameof(options.ImageColumn));
        var path = Take(options.PathColumn, "path", nameof(options.PathColumn));
        split ??= Only(title, rest.Where(column => column.IsSplit), "split", nameof(options.SplitColumn));
        foreach (var value in split?.Values ?? [])
            split!.Split(value, title);
        rest.Remove(split!);
        if (path is null && image is null)
        {
            image = FindImage(title, rest, options);
            path = image is null ? FindPath(title, rest, found) : null;
            rest.Remove((image ?? path)!);
        }
        var notes = ImmutableArray<string>.Empty;
        if (label is null)
        {
            SampledColumn[] named = [.. rest.Where(column => column.LabelRank is not null && !column.IsImage).OrderBy(column => column.LabelRank)];
            label = Only(title, named.Where(column => column.LabelRank == named[0].LabelRank), "label", nameof(options.LabelColumn));
            // Names say more than their numbers.
            label = named.FirstOrDefault(column => label!.IsNumeric && !column.IsNumeric && column.IsAsFineAs(label) && label.Values.Distinct().Skip(1).Any()) ?? label;
            if (named.Where(column => column != label && !column.IsAsFineAs(label!)).ToArray() is { Length: > 0 } others)
                notes = [$"Column '{label!.Title}' of {title} has the labels, and not {Listed(others)}: set LabelColumn to the name of another."];
            if (path is not null && BoxNames.All(name => columns.Any(column => column.Name.Trim().Equals(name, StringComparison.OrdinalIgnoreCase))) && path.Values.Distinct().Count() < path.Values.Count)
                throw new InvalidDataException($"{title} has several boxes of objects in an image (columns {string.Join(", ", BoxNames)}), and not one class for each. "
                    + "Here networks learn to tell whole images apart: cut the objects out into one folder of images for each class, or set LabelColumn to read the first label of each image.");
        }
        rest.Remove(label!);
        var taken = (image ?? path) is null
            ? OfPixels(title, columns.Count, rest, label, split, group, options)
            : new TableColumns(label is null ? FindLabels(title, rest, options) : [CheckClasses(title, label)], path, image, [], split, group, columns.Count);
        if (split is null && rest.FirstOrDefault(column => column.IsNamedLikeSplit && column.Values.Count > 0 && !taken.Labels.Contains(column) && column != taken.Path) is { } unused)
            notes = notes.Add($"Column '{unused.Title}' of {title} was not used, because its values, such as '{unused.Values[0].Trim()}', are no splits: train, val and test are.");
        return taken with { Notes = notes };
    }

    private static TableColumns OfPixels(string title, int count, List<SampledColumn> rest, SampledColumn? label, SampledColumn? split, SampledColumn? group, ImageLoading options)
    {
        var named = rest.Where(column => column.IsPixelName).ToList();
        var others = rest.Except(named).ToList();
        if (named.Count <= FewestPixels || named.Count < others.Count)
            (named, others) = (rest, []);
        // What counts the rows is no pixel, and without a name for it no label.
        var pixels = named.Where(column => column.IsNumeric && !(others.Count == 0 && column.IsIndex && IsOneTooMany(named.Count - (label is null ? 1 : 0), options))).ToList();
        others = [.. others.Concat(named.Except(pixels)).Where(column => !column.IsIndex)];
        if (label is null && others.Count == 1)
            (label, others) = (others[0], []);
        if (others.Count > 0)
            throw new InvalidDataException($"{title} has columns that are neither pixels nor known by their names, {Listed(others)}: set LabelColumn to the one of labels, or list those that are neither in IgnoreColumns.");
        return new TableColumns(label is null ? [] : [CheckClasses(title, label)], null, null, [.. pixels], split, group, count);
    }

    private static bool IsOneTooMany(int pixels, ImageLoading options) => !TablePixels.IsImage(pixels, options) && TablePixels.IsImage(pixels - 1, options);

    private static SampledColumn? FindImage(string title, List<SampledColumn> rest, ImageLoading options)
    {
        var images = rest.Where(column => column.IsImage || column.HasPixels).ToArray();
        var usual = images.Where(column => column.PathRank is not null || column.Name is "pixels" or "bytes").ToArray();
        return Only(title, usual.Length == 1 ? usual : images, "image", nameof(options.ImageColumn));
    }

    // Files that are there tell more than names.
    private static SampledColumn? FindPath(string title, List<SampledColumn> rest, Func<SampledColumn, double> found)
    {
        var isNoPixels = rest.Count(column => column.IsNumeric) <= FewestPixels;
        var candidates = rest.Where(column => column.LabelRank is null && column.Values.Count > 0 && (column.PathRank is not null || column.HasImageNames || isNoPixels && !column.IsNumeric))
            .OrderBy(column => column.PathRank ?? int.MaxValue).ToArray();
        var there = candidates.Select(column => (Column: column, Share: found(column))).Where(c => c.Share >= 0.5).OrderByDescending(c => c.Share).ToArray();
        // Two images a row, such as of both sides.
        if (there.Length > 1 && there.Where(c => c.Column.PathRank is null && c.Column.HasImageNames && there[0].Column.PathRank is null && c.Share == there[0].Share).ToArray() is { Length: > 1 } several
            && several.Any(c => !c.Column.NamesTheSame(several[0].Column)))
        {
            Only(title, several.Select(c => c.Column), "path", nameof(ImageLoading.PathColumn));
        }
        return there.Select(c => c.Column).FirstOrDefault() ?? candidates.FirstOrDefault(column => column.HasImageNames) ?? (isNoPixels ? candidates.FirstOrDefault(column => column.PathRank is not null) : null);
    }

    // The one that is left, or one a class.
    private static ImmutableArray<SampledColumn> FindLabels(string title, List<SampledColumn> rest, ImageLoading options)
    {
        var left = rest.Where(column => !column.IsIndex && column.PathRank is null && !column.IsImage && column.Values.Count > 0).ToArray();
        var classes = left.Where(column => column.IsZeroOrOne).ToArray();
        if (classes.Length > 1 && (classes.Length == left.Length || HaveOneEach(classes)))
            return [.. classes];
        return Only(title, left, "label", nameof(options.LabelColumn)) is { } label ? [CheckClasses(title, label)] : [];
    }

    private static bool HaveOneEach(SampledColumn[] classes) =>
        Enumerable.Range(0, classes[0].Values.Count).All(row => classes.Count(column => TextForms.TryReadNumber(column.Values[row], out var number) && number == 1) == 1);

    // A measure has about as many values as rows; several classes of an image are written with | between.
    private static SampledColumn CheckClasses(string title, SampledColumn label)
    {
        var values = label.Values.ToHashSet(StringComparer.Ordinal);
        if (values.FirstOrDefault(value => value.Contains('|') && value.Split('|').Any(values.Contains)) is { } several)
            throw new InvalidDataException($"{title} has labels like '{several}' in column '{label.Title}': these are multi-label data, but one class an image is read. Keep the rows with one class, or set LabelColumn to another column.");
        var fractions = label.Values.Where(value => TextForms.TryReadNumber(value, out var number) && number != Math.Floor(number)).ToHashSet(StringComparer.Ordinal);
        return fractions.Count <= FewFractions || fractions.Count < label.Values.Count / 4 ? label : throw new InvalidDataException(
            $"{title} has labels like {string.Join(", ", fractions.Take(3))} in column '{label.Title}': numbers with fractions are measures (regression), not classes. Set LabelColumn to a column of classes.");
    }

    private static SampledColumn? Only(string title, IEnumerable<SampledColumn>? candidates, string what, string option)
    {
        SampledColumn[] all = [.. candidates ?? []];
        return all.Length <= 1 ? all.FirstOrDefault() : throw new InvalidDataException($"{title} has several columns that could be the {what}, {Listed(all)}: set {option} to the name of one.");
    }

    private static SampledColumn? Place(IReadOnlyList<SampledColumn> columns, string wanted) =>
        columns.FirstOrDefault(column => column.Name.Length > 0 && column.Name.Trim() == wanted.Trim()) ?? wanted switch
        {
            "first" => columns[0],
            "last" => columns[^1],
            _ => int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= columns.Count ? columns[number - 1] : null,
        };

    private static string Listed(IReadOnlyCollection<SampledColumn> columns)
    {
        string[] first = [.. columns.Take(9).Select(column => $"'{column.Title}'")];
        return columns.Count < 9 ? string.Join(", ", first) : $"{string.Join(", ", first[..8])}, … ({columns.Count} columns)";
    }
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace MlNetCnn;

/// <summary>A column of a table as its first rows show it.</summary>
/// <param name="Place">Counted from 0.</param>
/// <param name="Name">Its name; empty without a header line.</param>
/// <param name="Values">Its first values as texts; none where it has images or lists.</param>
/// <param name="IsImage">Whether it has encoded images or lists of pixels.</param>
internal sealed partial record SampledColumn(int Place, string Name, IReadOnlyList<string> Values, bool IsImage = false)
{
    private static readonly string[] LabelNames =
    [
        "label", "labels", "class", "target", "y", "emotion", "fine_label", "class_name", "classname", "label_name", "category", "diagnosis", "dx", "breed", "species",
        "class_id", "classid", "class_index", "category_id", "label_id",
    ];

    private static readonly string[] PathNames =
    [
        "path", "file", "filepath", "file_path", "filepaths", "filename", "file_name", "filenames", "image_path", "img_path", "image", "img", "image_name", "image_id", "imageid",
        "img_id", "images", "id",
    ];

    private static readonly string[] SplitColumnNames = ["split", "usage", "subset", "set", "data_set", "dataset", "partition", "phase", "data_split", "dataset_split", "set_type", "train/test"];

    // Columns of these names are often about something else.
    private static readonly string[] MayBeSplitNames = ["fold", "type", "mode", "stage", "group"];

    private static readonly string[] IndexNames = ["id", "index", "idx", "unnamed:_0", "row", "no", "number", "imageid", "image_id"];

    /// <summary>What errors call it: its name, or its place counted from 1.</summary>
    public string Title => Name.Length > 0 ? Name : string.Create(CultureInfo.InvariantCulture, $"{Place + 1}");

    /// <summary>How far its name stands in the list of names for labels, nearest 0; null where it is none.</summary>
    public int? LabelRank => Rank(LabelNames);

    /// <summary>Likewise for names of paths and IDs.</summary>
    public int? PathRank => Rank(PathNames);

    /// <summary>Whether at least half of its values are numbers: the others are faults in it.</summary>
    public bool IsNumeric => Values.Count > 0 && 2 * Values.Count(IsNumber) >= Values.Count;

    /// <summary>Whether its values count its rows, or have no other purpose by their name.</summary>
    public bool IsIndex => string.IsNullOrWhiteSpace(Name) ? IsCounting : Rank(IndexNames) is not null;

    /// <summary>Whether every value is one higher than the one before.</summary>
    public bool IsCounting => Values.Count > 2 && TextForms.TryReadNumber(Values[0], out var first)
        && Values.Select((value, i) => TextForms.TryReadNumber(value, out var number) && number == first + i).All(isNext => isNext);

    public bool IsZeroOrOne => Values.Count > 0 && Values.All(value => TextForms.TryReadNumber(value, out var number) && number is 0 or 1);

    /// <summary>Whether its values are pixels separated by spaces.</summary>
    public bool HasPixels => Values.Count > 0 && Values.All(value => Spaces().Count(value.Trim()) >= 3 && Pixels().IsMatch(value));

    /// <summary>Whether its name is that of a column of splits.</summary>
    public bool IsNamedLikeSplit => Rank(SplitColumnNames) is not null;

    /// <summary>Whether it says what each image is for: by its name and some of its values, or by all of them.</summary>
    public bool IsSplit
    {
        get
        {
            var values = Values.Where(value => !string.IsNullOrWhiteSpace(value));
            if (SplitNames.Flagged(Name) is not null || IsNamedLikeSplit)
                return values.Any(value => Split(value) is not null);
            SplitKind?[] splits = [.. values.Select(value => SplitNames.Of(value.Trim()))];
            return splits.Length > 0 && !splits.Contains(null) && LabelRank is null && (Rank(MayBeSplitNames) is not null || splits.Distinct().Count() > 1);
        }
    }

    /// <summary>The split that one of its values stands for, or null.</summary>
    public SplitKind? Split(string value) => SplitNames.Flagged(Name) is null ? SplitNames.OfValue(value) : SplitNames.OfFlag(Name, value);

    /// <summary>The split of a row; null where it has none.</summary>
    /// <param name="value">The row's value.</param>
    /// <param name="place">Where it is, as errors begin: <c>Row 3 of 'a.csv'</c>.</param>
    /// <exception cref="InvalidDataException">It is no split.</exception>
    public SplitKind? Split(string value, string place) => string.IsNullOrWhiteSpace(value) ? null : Split(value) ?? throw new InvalidDataException(
        $"{place} has '{value.Trim()}' in its split column '{Title}', but the splits are train, val and test: rename it, remove the row, or list the column in IgnoreColumns.");

    /// <summary>Whether its name is that of a pixel: <c>pixel17</c>, <c>17</c>, <c>3x5</c>.</summary>
    public bool IsPixelName => PixelName().IsMatch(Name.Trim());

    /// <summary>Whether most values look like image files.</summary>
    public bool HasImageNames => Values.Count > 0 && Values.Count(value => FileKinds.IsImage(value.Trim())) > Values.Count / 2;

    /// <summary>Whether each of its values goes with one of another column, and the other way round.</summary>
    public bool IsAsFineAs(SampledColumn other)
    {
        var pairs = Values.Zip(other.Values).Distinct().Count();
        return Values.Distinct().Count() == pairs && other.Values.Distinct().Count() == pairs;
    }

    /// <summary>Whether its files have the names of another column's.</summary>
    public bool NamesTheSame(SampledColumn other) => Values.Zip(other.Values).All(pair =>
        Path.GetFileNameWithoutExtension(pair.First.Replace('\\', '/')) == Path.GetFileNameWithoutExtension(pair.Second.Replace('\\', '/')));

    public static bool IsNumber(string text) => TextForms.TryReadNumber(text.Trim(), out var number) && double.IsFinite(number);

    /// <summary>Whether a field of the first line is a name that columns usually have.</summary>
    public static bool IsUsualName(string text) =>
        new SampledColumn(0, text.Trim(), []) is var column && (column.LabelRank ?? column.PathRank ?? column.Rank(SplitColumnNames)) is not null;

    private int? Rank(string[] names) => Array.IndexOf(names, Name.Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_')) is >= 0 and var rank ? rank : null;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^\s*[\d.]+(\s+[\d.]+)*\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex Pixels();

    [GeneratedRegex(@"^(pixels?|px|pix|p|x|v|f|value|feature|attr|col|c)?[_ -]?\d+([x_,-]\d+)*$", RegexOptions.IgnoreCase)]
    private static partial Regex PixelName();
}

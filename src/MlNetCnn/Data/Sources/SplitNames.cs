using System.Text.RegularExpressions;

namespace MlNetCnn;

/// <summary>The names that splits go by.</summary>
internal static partial class SplitNames
{
    /// <summary>The split of a folder's name, whatever its case, or null.</summary>
    public static SplitKind? Of(string name) => name.ToUpperInvariant() switch
    {
        "TRAIN" or "TRAINING" => SplitKind.Train,
        "VAL" or "VALID" or "VALIDATION" or "DEV" => SplitKind.Validation,
        "TEST" or "TESTING" or "HOLDOUT" => SplitKind.Test,
        _ => null,
    };

    /// <summary>The split of a value in a table's column of splits, those of FER-2013 among them, or null.</summary>
    public static SplitKind? OfValue(string value) => value.Trim().ToUpperInvariant() switch
    {
        "PUBLICTEST" => SplitKind.Validation,
        "PRIVATETEST" => SplitKind.Test,
        var word => Of(word) ?? Like(value),
    };

    /// <summary>The split that a word in a file's name tells, as in <c>mnist_test.csv</c> or <c>train-00000-of-00002.parquet</c>, or null.</summary>
    public static SplitKind? OfFile(string path) =>
        Like(Path.GetFileNameWithoutExtension(path));

    /// <summary>The split of a table: a word in its name tells it, or the folder that it lies in.</summary>
    public static SplitKind? OfTable(TreeFile file) =>
        OfFile(file.PlainName) ?? (file.Folder[(file.Folder.LastIndexOf('/') + 1)..] is var folder ? Of(folder) ?? Like(folder) : null);

    /// <summary>The split of one of some tables; null where none is named as one, so that images are to train on unless their folders say otherwise.</summary>
    public static SplitKind? OfTables(IReadOnlyCollection<TreeFile> tables, TreeFile table) =>
        tables.Count == 1 || tables.All(other => OfTable(other) is null) ? null : OfTable(table) ?? SplitKind.Train;

    /// <summary>The tables that are read: beside one to train on, those whose names and columns tell no split are about something else.</summary>
    /// <param name="tables">All with labels.</param>
    /// <param name="telling">Those with a column of splits.</param>
    public static (IReadOnlyCollection<TreeFile> Kept, IEnumerable<string> Notes) Kept(IReadOnlyCollection<TreeFile> tables, IReadOnlyCollection<TreeFile> telling)
    {
        TreeFile[] unnamed = [.. tables.Where(table => OfTable(table) is null).Except(telling)];
        if (unnamed.Length == 0 || tables.Count == 1)
            return (tables, []);
        var (names, are) = (string.Join(", ", unnamed.Take(5).Select(table => $"'{table.Name}'")) + (unnamed.Length > 5 ? ", …" : ""), unnamed.Length == 1 ? "is" : "are");
        var haveTrain = tables.Any(table => OfTable(table) == SplitKind.Train);
        return (haveTrain ? [.. tables.Except(unnamed)] : tables, [haveTrain
            ? $"{names} {are} left out, because {(are == "is" ? "its name tells" : "their names tell")} no split, and other tables' names do: train, val or test in the name adds it."
            : $"{names} {are} read as training images: train, val or test in the name of a table makes it a split."]);
    }

    /// <summary>The split that a folder's name hints at, as <c>seg_train</c>, <c>TestImages</c> and <c>valset</c> do, or null. Training and validation images together are to train on.</summary>
    public static SplitKind? Like(string name)
    {
        SplitKind[] splits = [.. Words().Matches(name).Select(word => Of(word.Value) ?? Beginning(word.Value)).OfType<SplitKind>().Distinct().Order()];
        return splits is [var only] ? only : splits is [SplitKind.Train, SplitKind.Validation] ? SplitKind.Train : null;
    }

    /// <summary>What an image is for by a column such as <c>is_valid</c> of true and false, or null.</summary>
    public static SplitKind? OfFlag(string column, string value)
    {
        if (Flagged(column) is not { } flagged || !IsFlag(value, out var isSet))
            return null;
        return isSet ? flagged : flagged == SplitKind.Train ? SplitKind.Test : SplitKind.Train;
    }

    /// <summary>The split that a column named like <c>is_train</c> asks for, or null.</summary>
    public static SplitKind? Flagged(string column) => column.Trim().ToUpperInvariant().Replace('-', '_').Replace(' ', '_') is ['I', 'S', '_', .. var name] ? Of(name) : null;

    private static bool IsFlag(string value, out bool isSet)
    {
        var word = value.Trim().ToUpperInvariant();
        isSet = word is "TRUE" or "1" or "1.0" or "YES" or "Y";
        return isSet || word is "FALSE" or "0" or "0.0" or "NO" or "N";
    }

    /// <summary>The split that a folder of a file's path names or hints at, or null.</summary>
    public static SplitKind? OfFolders(string path) =>
        path.Split('/')[..^1].Select(folder => Of(folder) ?? Like(folder)).FirstOrDefault(split => split is not null);

    /// <summary>Whether a folder's name is that of images without labels, as in <c>seg_pred</c>.</summary>
    public static bool IsUnlabeled(string name) => Words().Matches(name).Any(word => word.Value.ToUpperInvariant() is
        "PRED" or "PREDICT" or "PREDICTION" or "PREDICTIONS" or "UNLABELED" or "UNLABELED" or "INFERENCE" or "SUBMISSION");

    private static SplitKind? Beginning(string word) =>
        Compound().Match(word) is { Success: true } match ? Of(match.Groups[1].Value) : null;

    // trainSet, TRAIN2, Test: what capitals, digits and signs set apart.
    [GeneratedRegex(@"\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+")]
    private static partial Regex Words();

    [GeneratedRegex("^(training|train|testing|test|validation|valid|val)(set|data|images|imgs|img|val|split|labels|list)$", RegexOptions.IgnoreCase)]
    private static partial Regex Compound();
}

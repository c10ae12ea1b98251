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
        "TEST" or "TESTING" => SplitKind.Test,
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
        Path.GetFileNameWithoutExtension(path).Split('-', '_', '.', ' ').Select(Of).FirstOrDefault(split => split is not null);

    /// <summary>The split of a table: a word in its name tells it, or the folder that it lies in.</summary>
    public static SplitKind? OfTable(TreeFile file) =>
        OfFile(file.PlainName) ?? (file.Folder[(file.Folder.LastIndexOf('/') + 1)..] is var folder ? Of(folder) ?? Like(folder) : null);

    /// <summary>The split that a folder's name hints at, as <c>seg_train</c>, <c>TestImages</c> and <c>valset</c> do, or null.</summary>
    public static SplitKind? Like(string name) => Words().Matches(name).Select(word => Of(word.Value) ?? Beginning(word.Value)).FirstOrDefault(split => split is not null);

    /// <summary>The split that a folder of a file's path names or hints at, or null.</summary>
    public static SplitKind? OfFolders(string path) =>
        path.Split('/')[..^1].Select(folder => Of(folder) ?? Like(folder)).FirstOrDefault(split => split is not null);

    /// <summary>Whether a folder's name is that of images without labels, as in <c>seg_pred</c>.</summary>
    public static bool IsUnlabelled(string name) => Words().Matches(name).Any(word => word.Value.ToUpperInvariant() is
        "PRED" or "PREDICT" or "PREDICTION" or "PREDICTIONS" or "UNLABELLED" or "UNLABELED" or "INFERENCE" or "SUBMISSION");

    private static SplitKind? Beginning(string word) =>
        Compound().Match(word) is { Success: true } match ? Of(match.Groups[1].Value) : null;

    // trainSet, TRAIN2, Test: what capitals, digits and signs set apart.
    [GeneratedRegex(@"\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+")]
    private static partial Regex Words();

    [GeneratedRegex("^(training|train|testing|test|validation|valid|val)(set|data|images|imgs|img|val)$", RegexOptions.IgnoreCase)]
    private static partial Regex Compound();
}

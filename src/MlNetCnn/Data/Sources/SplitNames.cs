namespace MlNetCnn;

/// <summary>The names that splits go by.</summary>
internal static class SplitNames
{
    /// <summary>The split of a folder's name, whatever its case, or null.</summary>
    public static SplitKind? Of(string name) => name.ToUpperInvariant() switch
    {
        "TRAIN" or "TRAINING" => SplitKind.Train,
        "VAL" or "VALID" or "VALIDATION" or "DEV" => SplitKind.Validation,
        "TEST" or "TESTING" => SplitKind.Test,
        _ => null,
    };

    /// <summary>The split that a word in a file's name tells, as in <c>mnist_test.csv</c> or <c>train-00000-of-00002.parquet</c>, or null.</summary>
    public static SplitKind? OfFile(string path) =>
        Path.GetFileNameWithoutExtension(path).Split('-', '_', '.', ' ').Select(Of).FirstOrDefault(split => split is not null);
}

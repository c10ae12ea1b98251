namespace MlNetCnn;

/// <summary>Images numbered in images.txt, and whether each number is to train on in train_test_split.txt, as CUB-200 has them.</summary>
internal static class ImageNumbers
{
    public const string FileName = "train_test_split.txt";

    /// <summary>The lists of both splits; null where a text is none of these.</summary>
    public static IReadOnlyList<FileList>? Lists(FileTree tree, TreeFile splits, IReadOnlyDictionary<string, TreeFile> images)
    {
        if (splits.FileName != FileName || tree.Find($"{splits.Name[..^splits.FileName.Length]}images.txt") is not { } names)
            return null;
        var isTrain = Pairs(splits).DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1] == "1", StringComparer.Ordinal);
        return [.. Pairs(names).Where(pair => isTrain.ContainsKey(pair[0])).GroupBy(pair => isTrain[pair[0]], pair => pair[1])
            .Select(split => FileList.Of(splits, split.Key ? SplitKind.Train : SplitKind.Test, images, [.. split])).OfType<FileList>()];

        IEnumerable<string[]> Pairs(TreeFile file) => FileList.Read(file, tree.Limits.FileBytes).Select(line => line.Split(' ', 2)).Where(pair => pair.Length == 2);
    }
}

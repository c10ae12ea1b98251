namespace MlNetCnn;

/// <summary>The images of a tree by their names, and whether their folders may be classes.</summary>
internal sealed class LooseImages
{
    private static readonly HashSet<string> General = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "data", "image", "images", "img", "imgs", "jpegimages", "jpeg", "jpg", "png", "photos", "pictures", "input", "inputs", "obj_train_data", "all",
    };

    private LooseImages(IReadOnlyList<TreeFile> files) => Files = files;

    public IReadOnlyList<TreeFile> Files { get; }

    /// <summary>The images, unless the folders that they lie in look like classes.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="isGeneral">What other names of folders tell nothing of a class.</param>
    public static LooseImages? Of(FileTree tree, Func<string, bool>? isGeneral = null)
    {
        TreeFile[] images = [.. tree.Files.Where(file => FileKinds.IsImage(file.Name))];
        string[] folders = [.. images.Select(image => image.Folder).Distinct()];
        var areLoose = folders.Length == 1 || folders.All(folder => IsGeneral(folder[(folder.LastIndexOf('/') + 1)..]));
        return images.Length > 0 && areLoose ? new LooseImages(images) : null;

        bool IsGeneral(string name) => General.Contains(name) || SplitNames.Of(name) is not null || SplitNames.Like(name) is not null || (isGeneral?.Invoke(name) ?? false);
    }

    /// <summary>The first of some files with the same names as images but for the ending that are what they are looked at for; null where one is not.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="extension">The ending of their names.</param>
    /// <param name="isSo">Looks at the first bytes of one.</param>
    public string? BesideThem(FileTree tree, string extension, Func<string, bool> isSo)
    {
        const int Samples = 5, StartBytes = 4096;
        var stems = Files.Select(file => Path.GetFileNameWithoutExtension(file.FileName)).ToHashSet(StringComparer.Ordinal);
        TreeFile[] beside = [.. tree.Files
            .Where(file => file.Name.EndsWith(extension, StringComparison.OrdinalIgnoreCase) && file.Length > 0 && stems.Contains(Path.GetFileNameWithoutExtension(file.FileName)))
            .Take(Samples)];
        return beside.Length > 0 && beside.All(file => isSo(System.Text.Encoding.UTF8.GetString(file.Start(StartBytes)))) ? beside[0].Name : null;
    }
}

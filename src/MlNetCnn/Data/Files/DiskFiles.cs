namespace MlNetCnn;

/// <summary>Lists a folder on the disk. Links are followed, junk is passed over.</summary>
internal static class DiskFiles
{
    private const int MostLevels = 32;

    private static readonly EnumerationOptions Everything = new() { IgnoreInaccessible = false, AttributesToSkip = 0 };

    /// <exception cref="InvalidDataException">A folder cannot be entered because its name is not UTF-8, or folders are too deep.</exception>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    public static void List(FileTree tree, DirectoryInfo folder, TreeListing listing, string name = "", int level = 0)
    {
        if (level > MostLevels)
            throw new InvalidDataException($"'{tree.Path}' has folders more than {MostLevels} deep, '{name}' among them: is it a link to a folder above it?");
        if (!folder.Exists)
            throw new InvalidDataException(
                $"The folder '{name}' of '{tree.Path}' cannot be entered: {(name.Contains('\uFFFD') ? "its name is not UTF-8, rename it" : "it is a broken link")}.");
        tree.Cancellation.ThrowIfCancellationRequested();
        listing.Folders.Add(name);
        foreach (var item in folder.EnumerateFileSystemInfos("*", Everything).Where(item => !FileKinds.IsJunk(item.Name)).OrderBy(item => item.Name, StringComparer.Ordinal))
        {
            var itemName = name.Length == 0 ? item.Name : $"{name}/{item.Name}";
            if (item is DirectoryInfo inner)
                List(tree, inner, listing, itemName, level + 1);
            else
                listing.Files.Add(new DiskFile(tree, itemName, RealFile.Of((FileInfo)item)));
        }
    }
}

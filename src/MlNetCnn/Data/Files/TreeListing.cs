namespace MlNetCnn;

/// <summary>What was found of a tree so far.</summary>
internal sealed class TreeListing
{
    public List<TreeFile> Files { get; } = [];

    public HashSet<string> Folders { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether it is a compressed file that is no archive.</summary>
    public bool IsOneFile { get; set; }

    /// <summary>Whether the files are in order.</summary>
    public bool IsSorted { get; init; }

    /// <summary>Adds a file and its folders, which archives need not list.</summary>
    public void Add(TreeFile file)
    {
        Files.Add(file);
        AddFolder(file.Folder);
    }

    /// <summary>Adds a folder and those above it.</summary>
    public void AddFolder(string folder)
    {
        while (folder.Length > 0 && Folders.Add(folder))
            folder = ArchiveName.Folder(folder);
    }
}

namespace MlNetCnn;

/// <summary>The IDX files of one data set: images and labels to train on and, where there are such, to test on.</summary>
internal sealed class IdxFiles
{
    private readonly FileTree _tree;
    private readonly Dictionary<IdxName, TreeFile> _files;
    private readonly string _folder;

    private IdxFiles(FileTree tree, string folder, Dictionary<IdxName, TreeFile> files) => (_tree, _folder, _files) = (tree, folder, files);

    /// <summary>The files with images or labels.</summary>
    public IEnumerable<TreeFile> All => _files.Values;

    /// <summary>The IDX files of a tree, or null where there are none.</summary>
    public static IdxFiles? Of(FileTree tree)
    {
        foreach (var folder in tree.Files.Select(file => (Name: IdxName.Of(file.PlainName), File: file)).Where(idx => idx.Name is not null).GroupBy(idx => idx.File.Folder))
        {
            var files = new Dictionary<IdxName, TreeFile>();
            foreach (var (name, file) in folder)
                files.TryAdd(name!, file); // the same, compressed and not
            return new IdxFiles(tree, folder.Key, files);
        }
        return null;
    }

    /// <summary>Reads them.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or they do not belong together.</exception>
    public (ImageSet Train, ImageSet? Test) Load()
    {
        var names = _tree.Find(_folder.Length > 0 ? $"{_folder}/{IdxFolder.Classes}" : IdxFolder.Classes) is { } list ? ReadNames(list) : null;
        var train = Load(isTest: false, names);
        if (!_files.Keys.Any(name => name.IsTest))
            return (train, null);
        var test = Load(isTest: true, names);
        if (!test.Shape.Equals(train.Shape))
            throw new InvalidDataException(
                $"The folder '{_tree.Path}' has training images of {train.Shape}, but test images of {test.Shape}: both must have one shape.");
        if (test.ClassNames.Length == train.ClassNames.Length)
            return (train, test);
        // Unnamed classes are counted over both splits: one that only the test split has is still a class.
        var all = ImageSet.Numbered(Math.Max(train.ClassNames.Length, test.ClassNames.Length));
        return (train.WithClassNames(all), test.WithClassNames(all));
    }

    private string[] ReadNames(TreeFile list)
    {
        using var stream = new MemoryStream(list.Load(_tree.Limits.FileBytes)().ToArray());
        return ClassNameList.Read(stream, list.Shown);
    }

    private ImageSet Load(bool isTest, string[]? names)
    {
        var (images, labels) = (Require(isTest, areLabels: false), Require(isTest, areLabels: true));
        using var pixels = images.Open();
        using var numbers = labels.Open();
        return ImageSet.OfIdx(images.Shown, IdxReader.ReadImages(pixels, images.Shown), labels.Shown, IdxReader.ReadLabels(numbers, labels.Shown), names);
    }

    private TreeFile Require(bool isTest, bool areLabels)
    {
        if (_files.FirstOrDefault(file => file.Key.IsTest == isTest && file.Key.AreLabels == areLabels).Value is { } found)
            return found;
        var name = _files.FirstOrDefault(file => file.Key.IsTest == isTest).Value is { } other ? IdxName.Other(other.PlainName) : IdxFolder.TrainImages;
        throw new FileNotFoundException($"The folder '{_tree.Path}' has neither '{name}' nor '{name}.gz'.", name);
    }
}

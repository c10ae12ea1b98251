using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>The IDX files of one data set: images and labels to train on and, where there are such, to test on.</summary>
internal sealed class IdxFiles
{
    private readonly FileTree _tree;
    private readonly string _folder;
    private readonly Dictionary<IdxName, TreeFile> _files = [];

    private IdxFiles(FileTree tree, string folder) => (_tree, _folder) = (tree, folder);

    /// <summary>What was done to the images, in sentences.</summary>
    public ImmutableArray<string> Notes => _files.Keys.Any(name => name.IsTransposed)
        ? [Emnist.Note] : [];

    private string Set => _files.Keys.First().Set;

    /// <summary>The IDX files of a tree, or of the set that its one file belongs to; null where there are none.</summary>
    /// <exception cref="InvalidDataException">They are of several data sets.</exception>
    public static IdxFiles? Of(FileTree tree)
    {
        var named = tree.Files.Select(file => (Name: IdxName.Of(file.PlainName), File: file)).Where(idx => idx.Name is not null).ToArray();
        if (named.Length == 0)
            return null;
        var found = new IdxFiles(tree, named[0].File.Folder);
        foreach (var (name, file) in named.Where(idx => idx.File.Folder == found._folder))
            found._files.TryAdd(name!, file); // the same, compressed and not
        string[] sets = [.. found._files.Keys.Where(name => !name.AreLabels).Select(name => name.Set).Distinct().Order(StringComparer.Ordinal)];
        if (sets.Length > 1)
            throw new InvalidDataException(
                $"'{tree.Path}' has the IDX files of {sets.Length} data sets, {string.Join(", ", sets.Take(6).Select(set => $"'{set}'"))}: give the file of one set's training images instead of the folder; its other files are found beside it.");
        if (tree.IsFile)
            found.AddBeside(named[0].File.PlainName);
        return found;
    }

    /// <summary>Reads them.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or they do not belong together.</exception>
    public (ImageSet Train, ImageSet? Test) Load()
    {
        var (names, firstLabel) = ReadNames();
        var train = Load(isTest: false, names, firstLabel);
        if (!_files.Keys.Any(name => name.IsTest))
            return (train, null);
        var test = Load(isTest: true, names, firstLabel);
        if (!test.Shape.Equals(train.Shape))
            throw new InvalidDataException(
                $"The folder '{_tree.Path}' has training images of {train.Shape}, but test images of {test.Shape}: both must have one shape.");
        if (test.ClassNames.Length == train.ClassNames.Length)
            return (train, test);
        // Unnamed classes are counted over both splits: one that only the test split has is still a class.
        var all = ImageSet.Numbered(Math.Max(train.ClassNames.Length, test.ClassNames.Length));
        return (train.WithClassNames(all), test.WithClassNames(all));
    }

    private void AddBeside(string name)
    {
        foreach (var split in IdxName.Splits(name).SelectMany(split => new[] { split, IdxName.Other(split) }))
        {
            if (IdxName.Of(split) is { } meaning && !_files.ContainsKey(meaning) && (_tree.Find(split) ?? _tree.Find(split + ".gz")) is { } file)
                _files.Add(meaning, file);
        }
    }

    // The names of classes, and the label of the first of them.
    private (string[]? Names, int First) ReadNames()
    {
        if (Beside(IdxFolder.Classes) is { } list)
            return (Read(list, stream => ClassNameList.Read(stream, list.Shown)), 0);
        return Beside($"{Set}-mapping.txt") is { } mapping ? Read(mapping, stream => Emnist.ReadMapping(stream, mapping.Shown)) : (null, 0);
    }

    private TreeFile? Beside(string name) => _tree.Find(_folder.Length > 0 ? $"{_folder}/{name}" : name);

    private T Read<T>(TreeFile file, Func<Stream, T> read) => read(new MemoryStream(file.Load(_tree.Limits.FileBytes)().ToArray()));

    private ImageSet Load(bool isTest, string[]? names, int firstLabel)
    {
        var (images, labels) = (Require(isTest, areLabels: false), Require(isTest, areLabels: true));
        using var pixels = images.Open();
        using var numbers = labels.Open();
        var (read, counted) = (IdxReader.ReadImages(pixels, images.Shown), IdxReader.ReadLabels(numbers, labels.Shown));
        if (_files.Keys.Any(name => name.IsTransposed))
            read = (new TensorShape(read.Shape.Channels, read.Shape.Width, read.Shape.Height), Emnist.Upright(read.Shape, read.Pixels));
        if (firstLabel > 0 && Array.FindIndex(counted, label => label < firstLabel) is >= 0 and var below)
            throw new InvalidDataException($"'{labels.Shown}' has label {counted[below]} at position {below}, but the class names begin at {firstLabel}.");
        return ImageSet.OfIdx(images.Shown, read, labels.Shown, firstLabel == 0 ? counted : Array.ConvertAll(counted, label => label - firstLabel), names);
    }

    private TreeFile Require(bool isTest, bool areLabels)
    {
        if (_files.FirstOrDefault(file => file.Key.IsTest == isTest && file.Key.AreLabels == areLabels).Value is { } found)
            return found;
        var name = _files.FirstOrDefault(file => file.Key.IsTest == isTest).Value is { } other ? IdxName.Other(other.PlainName) : IdxFolder.TrainImages;
        throw new FileNotFoundException($"The folder '{_tree.Path}' has neither '{name}' nor '{name}.gz'.", name);
    }
}

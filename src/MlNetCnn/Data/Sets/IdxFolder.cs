using System.Text;

namespace MlNetCnn;

/// <summary>A folder of IDX files under the names that MNIST gave them.</summary>
internal static class IdxFolder
{
    public const string TrainImages = "train-images-idx3-ubyte";
    public const string TrainLabels = "train-labels-idx1-ubyte";
    public const string TestImages = "t10k-images-idx3-ubyte";
    public const string TestLabels = "t10k-labels-idx1-ubyte";
    public const string Classes = "classes.txt";

    public static (ImageSet Train, ImageSet? Test) Load(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (!Directory.Exists(path))
            throw new DirectoryNotFoundException($"There is no folder '{path}' to read IDX files from.");
        using var tree = FileTree.Open(path, new ArchiveLimits());
        return IdxFiles.Of(tree) is { } files ? files.Load() : throw new FileNotFoundException(
            $"The folder '{path}' has neither '{TrainImages}' nor '{TrainImages}.gz'.", Path.Combine(path, TrainImages));
    }

    /// <summary>Writes both splits as .gz and the class names; the folder is made when it is not there.</summary>
    /// <exception cref="ArgumentException">The splits differ in shape or class names, or have labels above 255.</exception>
    public static void Write(string path, ImageSet train, ImageSet test)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (!train.Shape.Equals(test.Shape) || !train.ClassNames.SequenceEqual(test.ClassNames))
            throw new ArgumentException("The training and the test split must have one shape and the same class names.", nameof(test));
        Directory.CreateDirectory(path);
        IdxWriter.Write(train, Path.Combine(path, TrainImages + ".gz"), Path.Combine(path, TrainLabels + ".gz"));
        IdxWriter.Write(test, Path.Combine(path, TestImages + ".gz"), Path.Combine(path, TestLabels + ".gz"));
        AtomicFile.Write(Path.Combine(path, Classes), file => file.Write(Encoding.UTF8.GetBytes(string.Concat(train.ClassNames.Select(n => n + "\n")))));
    }
}

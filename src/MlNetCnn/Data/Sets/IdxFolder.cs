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
        var classes = Path.Combine(path, Classes);
        var names = File.Exists(classes) ? ClassNameList.Read(classes) : null;
        var train = ImageSet.LoadIdx(Require(path, TrainImages), Require(path, TrainLabels), names);
        if (Find(path, TestImages) is null && Find(path, TestLabels) is null)
            return (train, null);

        var test = ImageSet.LoadIdx(Require(path, TestImages), Require(path, TestLabels), names);
        if (!test.Shape.Equals(train.Shape))
            throw new InvalidDataException(
                $"The folder '{path}' has training images of {train.Shape}, but test images of {test.Shape}: both must have one shape.");
        if (test.ClassNames.Length == train.ClassNames.Length)
            return (train, test);
        // Unnamed classes are counted over both splits: one that only the test split has is still a class.
        var all = ImageSet.Numbered(Math.Max(train.ClassNames.Length, test.ClassNames.Length));
        return (train.WithClassNames(all), test.WithClassNames(all));
    }

    /// <summary>Whether a folder has files of these names.</summary>
    public static bool IsOne(string path) => new[] { TrainImages, TrainLabels, TestImages, TestLabels }.Any(name => Find(path, name) is not null);

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

    private static string Require(string folder, string name) => Find(folder, name) ?? throw new FileNotFoundException(
        $"The folder '{folder}' has neither '{name}' nor '{name}.gz'.", Path.Combine(folder, name));

    private static string? Find(string folder, string name) =>
        new[] { name, name + ".gz" }.Select(file => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
}

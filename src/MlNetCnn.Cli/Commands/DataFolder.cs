using System.CommandLine;

namespace MlNetCnn.Cli.Commands;

/// <summary>The option --data: a folder of IDX files, by default the one that comes along.</summary>
internal static class DataFolder
{
    private static readonly string Bundled = Path.Combine(AppContext.BaseDirectory, "data");

    public static Option<string?> CreateOption() => Options.Optional<string>("--data", "DIR",
        "A folder of IDX files as MNIST has them (train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-…, each as such or .gz), with a classes.txt "
        + "that names the classes, one a line, if you like. Default: ten drawn shapes that come along.");

    /// <exception cref="IOException">The folder or a file is not there.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or the files do not belong together.</exception>
    public static (ImageSet Train, ImageSet? Test) Load(string? path) => ImageSet.LoadIdxFolder(path ?? Bundled);
}

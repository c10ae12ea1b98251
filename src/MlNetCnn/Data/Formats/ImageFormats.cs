using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>The formats that are read.</summary>
internal static class ImageFormats
{
    /// <summary>All formats, in the order in which they are tried.</summary>
    public static ImmutableArray<ImageFormat> All { get; } = [IdxSource.Known, CifarSource.Known, CifarPythonSource.Known, NumpySource.Known, ParquetSource.Known, CsvSource.Known, ClassFolderSource.Known];

    /// <summary>The source of the images of a tree.</summary>
    /// <exception cref="InvalidDataException">It is of no known format.</exception>
    public static ImageSource Recognise(FileTree tree, ImageLoading options) =>
        All.Select(format => format.Recognise(tree, options)).FirstOrDefault(source => source is not null) ?? throw Unknown(tree);

    /// <summary>The format of that kind.</summary>
    public static ImageFormat Of(ImageDataFormat kind) => All.First(format => format.Kind == kind);

    private static InvalidDataException Unknown(FileTree tree) => new(
        $"'{tree.Path}' {(tree.IsFile ? "is of no known format" : "has no images")}: {string.Join("; ", All.Select(format => format.Sentence))} are read, in a folder, .zip, .tar or compressed.");
}

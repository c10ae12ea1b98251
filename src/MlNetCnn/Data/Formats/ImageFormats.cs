using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>The formats that are read.</summary>
internal static class ImageFormats
{
    /// <summary>All formats, in the order in which they are tried. The last takes whatever has image files.</summary>
    public static ImmutableArray<ImageFormat> All { get; } =
        [IdxSource.Known, CifarSource.Known, CifarPythonSource.Known, NumpySource.Known, ParquetSource.Known, CsvSource.Known, FileListSource.Known, ClassFolderSource.Known];

    /// <summary>What is recognized before, because it would be misread otherwise.</summary>
    public static ImmutableArray<RefusedFormat> Refused { get; } = [CocoFormat.Known, PascalVocFormat.Known, YoloFormat.Known, MasksFormat.Known];

    /// <summary>What is read, for texts that go on with where it may lie.</summary>
    public static string Contents { get; } = $"{string.Join("; ", All.Reverse().SkipLast(1).Select(format => format.Sentence))}; or {All[0].Sentence}";

    /// <summary>What is read and where it may lie, as help lists it, without a full stop.</summary>
    public static string Sentence { get; } = $"{Contents}; in a folder, a .zip or a .tar, compressed by gzip, bzip2, xz or zstd, or not";

    /// <summary>The source of the images of a tree.</summary>
    /// <exception cref="InvalidDataException">It is of no known format.</exception>
    public static ImageSource Recognize(FileTree tree, ImageLoading options)
    {
        foreach (var refused in Refused)
        {
            if (refused.Recognize(tree) is { } file)
                throw refused.Refuse(tree, file);
        }
        var found = All.Select(format => format.Recognize(tree, options)).FirstOrDefault(source => source is not null) ?? throw Unknown(tree);
        if (found.Format.Kind is ImageDataFormat.Folder or ImageDataFormat.FileLists)
            found.Beside = CsvSource.NotRead(tree, options);
        return found;
    }

    /// <summary>The format of that kind.</summary>
    public static ImageFormat Of(ImageDataFormat kind) => All.First(format => format.Kind == kind);

    private static InvalidDataException Unknown(FileTree tree)
    {
        var (found, advice) = OtherKinds.Describe(tree.Files);
        return tree.Files.IsEmpty ? new($"'{tree.Path}' has no images, and no other files. Give it a folder for each class, named as the class, with the images of the class.")
            : new($"'{tree.Path}' {(tree.IsFile ? "is of no known format" : $"has no images that can be read, but {found}")}. {advice} What is read: {Sentence}.");
    }
}

namespace MlNetCnn;

/// <summary>Data that are recognized, but are none to classify images by.</summary>
/// <param name="Name">What they are, like "boxes in COCO's format".</param>
/// <param name="Recognize">The name of a file that shows it, or null.</param>
internal sealed record RefusedFormat(string Name, Func<FileTree, string?> Recognize)
{
    public InvalidDataException Refuse(FileTree tree, string file) => new(
        $"'{tree.Path}' has {Name}, such as '{file}', and no classes of images. Here networks learn to tell whole images apart: cut the objects out into one folder of images for each class, or give each image one label, by folders or in a CSV.");
}

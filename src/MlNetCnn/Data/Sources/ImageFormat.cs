namespace MlNetCnn;

/// <summary>A format of data sets. It is read from every <see cref="FileTree"/>: a folder, an archive, a file.</summary>
/// <param name="Kind">What <see cref="ImageData"/> calls it.</param>
/// <param name="Name">What errors call data of it, like "CSV files".</param>
/// <param name="Sentence">What it is, as help and documentation list it, without a full stop.</param>
/// <param name="Recognize">The source of a tree's images, or null where they are of another format. The source reads as long as the tree is open.</param>
internal sealed record ImageFormat(ImageDataFormat Kind, string Name, string Sentence, Func<FileTree, ImageLoading, ImageSource?> Recognize);

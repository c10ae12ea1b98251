namespace MlNetCnn;

/// <summary>What a file among images is.</summary>
internal enum FileKind
{
    Image,

    /// <summary>Neither an image that is read nor a text that comes along with images: reported.</summary>
    Unsupported,

    /// <summary>What systems and programs leave behind, and texts about the images.</summary>
    Ignored,
}

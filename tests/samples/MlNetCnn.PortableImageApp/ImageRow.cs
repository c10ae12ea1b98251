namespace MlNetCnn.PortableImageApp;

internal sealed class ImageRow
{
    public string ImagePath { get; set; } = "";
}

namespace MlNetCnn.WebApp;

/// <summary>What the saved model reads: pixels 0–255, channels first.</summary>
internal sealed class ImageRow
{
    public byte[] Features { get; set; } = [];
}

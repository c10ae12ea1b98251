namespace MlNetCnn.PortableApp;

internal sealed class SingleRow
{
    public float[] Features { get; set; } = [];
}

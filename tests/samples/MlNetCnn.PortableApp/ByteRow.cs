namespace MlNetCnn.PortableApp;

internal sealed class ByteRow
{
    public byte[] Features { get; set; } = [];
}

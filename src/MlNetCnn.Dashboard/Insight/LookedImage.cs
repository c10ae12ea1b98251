namespace MlNetCnn.Dashboard;

/// <summary>
/// An input image: its title (<c>Test image 12</c>, or a file name), C·H·W bytes, its class from 0 or null, and a remark about
/// preprocessing or null.
/// </summary>
public sealed record LookedImage(string Title, byte[] Planes, int? Label = null, string? Remark = null)
{
    public float[] Pixels { get; } = Array.ConvertAll(Planes, b => (float)b);
}

namespace MlNetCnn.Dashboard;

/// <summary>An image that goes through a network.</summary>
/// <param name="Title">What it is called: <c>Test image 12</c>, or its file's name.</param>
/// <param name="Planes">C·H·W bytes, channels first.</param>
/// <param name="Label">Its class, counted from 0, where that is known.</param>
/// <param name="Remark">What was done to it, or null.</param>
public sealed record LookedImage(string Title, byte[] Planes, int? Label = null, string? Remark = null)
{
    /// <summary>As networks take it.</summary>
    public float[] Pixels { get; } = Array.ConvertAll(Planes, b => (float)b);
}

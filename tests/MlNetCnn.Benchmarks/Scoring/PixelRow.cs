namespace MlNetCnn.Benchmarks;

/// <summary>A row as an app has it: pixels 0–255, channels first.</summary>
internal sealed class PixelRow
{
    public float[] Features { get; set; } = [];
}

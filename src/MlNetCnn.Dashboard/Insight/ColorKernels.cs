namespace MlNetCnn.Dashboard;

/// <summary>Kernels of a convolution on a color image: a weight each for red, green and blue at each position.</summary>
internal sealed class ColorKernels
{
    private readonly FeatureMaps[] _channels;

    private ColorKernels(FeatureMaps[] channels) => _channels = channels;

    public int Count => _channels[0].Count;

    public int Height => _channels[0].Height;

    public int Width => _channels[0].Width;

    /// <summary>Largest absolute weight.</summary>
    public float Most => _channels.Max(c => Distance(c.Range));

    /// <summary>Null unless the layer is the first convolution of a network for color images.</summary>
    public static ColorKernels? Of(CnnModel model, LayerPlan layer) =>
        model.Plan.Input.Channels == 3 && layer.Tensors[0].Shape.Dimensions[1] == 3 && model.Plan.Steps.First(s => s.Layer is Conv2d).Path == layer.Path
            ? new([.. Enumerable.Range(0, 3).Select(c => FeatureMaps.OfKernels(model.Weights, layer, c))])
            : null;

    /// <summary>Largest absolute weight of a kernel.</summary>
    public float MostOf(int kernel) => Enumerable.Range(0, 3).Max(c => Distance(RangeOf(kernel, c)));

    /// <summary>The range of weights of a kernel for red (0), green (1) or blue (2).</summary>
    public ValueRange RangeOf(int kernel, int channel) => ValueRange.Of(_channels[channel].Map(kernel));

    /// <summary>
    /// Draws kernels side by side, one pixel per position. Weights of 0 are middle gray; <paramref name="most"/> gives for each kernel the
    /// absolute weight at which a color is full (positive) or absent (negative).
    /// </summary>
    public MapSheet Draw(IReadOnlyList<int> kernels, Func<int, float> most)
    {
        var columns = (int)Math.Ceiling(Math.Sqrt(kernels.Count));
        var rows = (kernels.Count + columns - 1) / columns;
        var colors = new byte[3 * rows * Height * columns * Width];
        for (var i = 0; i < kernels.Count; i++)
        {
            var full = most(kernels[i]);
            for (var c = 0; c < 3; c++)
            {
                var weights = _channels[c].Map(kernels[i]);
                for (var at = 0; at < weights.Length; at++)
                {
                    var (y, x) = (i / columns * Height + at / Width, i % columns * Width + at % Width);
                    colors[3 * (y * columns * Width + x) + c] = Level(weights[at], full);
                }
            }
        }
        return new MapSheet(Png.Color(columns * Width, rows * Height, colors), columns, rows, shrunk: 1);
    }

    /// <summary>The intensity of a color: 128 for a weight of 0, 255 for <paramref name="most"/>, 0 for its negative.</summary>
    public static byte Level(float weight, float most) => most > 0 ? (byte)Math.Clamp(MathF.Round(127.5f + 127.5f * weight / most), 0, 255) : (byte)128;

    private static float Distance(ValueRange range) => Math.Max(Math.Abs(range.Min), Math.Abs(range.Max));
}

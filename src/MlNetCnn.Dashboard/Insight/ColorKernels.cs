namespace MlNetCnn.Dashboard;

/// <summary>The kernels of a convolution that reads a colour image: at each place a weight for red, for green and for blue.</summary>
internal sealed class ColorKernels
{
    private readonly FeatureMaps[] _channels;

    private ColorKernels(FeatureMaps[] channels) => _channels = channels;

    /// <summary>How many there are.</summary>
    public int Count => _channels[0].Count;

    public int Height => _channels[0].Height;

    public int Width => _channels[0].Width;

    /// <summary>The largest distance from 0 of any weight.</summary>
    public float Most => _channels.Max(c => Distance(c.Range));

    /// <summary>The kernels of the first convolution of a network for colour images; null for any other layer.</summary>
    public static ColorKernels? Of(CnnModel model, LayerPlan layer) =>
        model.Plan.Input.Channels == 3 && layer.Tensors[0].Shape.Dimensions[1] == 3 && model.Plan.Steps.First(s => s.Layer is Conv2d).Path == layer.Path
            ? new([.. Enumerable.Range(0, 3).Select(c => FeatureMaps.OfKernels(model.Weights, layer, c))])
            : null;

    /// <summary>The largest distance from 0 of a kernel's weights.</summary>
    public float MostOf(int kernel) => Enumerable.Range(0, 3).Max(c => Distance(RangeOf(kernel, c)));

    /// <summary>The least and the greatest weight of a kernel for red (0), green (1) or blue (2).</summary>
    public ValueRange RangeOf(int kernel, int channel) => ValueRange.Of(_channels[channel].Map(kernel));

    /// <summary>
    /// Draws kernels side by side, a pixel a place. Weights of 0 give a middle grey; a colour is the stronger the further its weight lies above
    /// 0, and the weaker the further it lies below.
    /// </summary>
    /// <param name="kernels">Those to draw, at least one.</param>
    /// <param name="most">The distance from 0, for each kernel, at which a colour is full or gone.</param>
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
        return new MapSheet(Png.Color(columns * Width, rows * Height, colors), columns, rows, Shrunk: 1);
    }

    /// <summary>How strong a colour is for a weight: 128 for 0, 255 for <paramref name="most"/>, 0 for its negative.</summary>
    public static byte Level(float weight, float most) => most > 0 ? (byte)Math.Clamp(MathF.Round(127.5f + 127.5f * weight / most), 0, 255) : (byte)128;

    private static float Distance(ValueRange range) => Math.Max(Math.Abs(range.Min), Math.Abs(range.Max));
}

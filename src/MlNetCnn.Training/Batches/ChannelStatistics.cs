using System.Collections.Immutable;
using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Mean and standard deviation of each channel over images that come in parts.</summary>
internal sealed class ChannelStatistics(int channels)
{
    /// <summary>How many images are worth converting at once.</summary>
    public const int ImagesAtOnce = 256;

    private readonly double[] _sum = new double[channels];
    private readonly double[] _squares = new double[channels];
    private long _pixels;

    /// <summary>Adds images [n, C, H, W] of bytes or floats, a part at a time, so that no second copy of them is needed.</summary>
    public void Add(Tensor images)
    {
        for (long from = 0; from < images.shape[0]; from += ImagesAtOnce)
        {
            using var scope = NewDisposeScope();
            var part = images.slice(0, from, Math.Min(from + ImagesAtOnce, images.shape[0]), 1).to(ScalarType.Float64);
            Add(_sum, part.sum([0, 2, 3]));
            Add(_squares, part.mul(part).sum([0, 2, 3]));
            _pixels += part.numel() / channels;
        }
    }

    /// <summary>The preprocessing that scales pixels as this one does and normalizes them by what was measured.</summary>
    public Preprocessing ApplyTo(Preprocessing scaling)
    {
        var mean = _sum.Select(s => s / _pixels).ToArray();
        var std = _squares.Select((s, c) => Math.Sqrt(Math.Max(0, (s / _pixels) - (mean[c] * mean[c]))));
        return scaling with
        {
            Mean = mean.Select(m => (float)(m * scaling.Scale)).ToImmutableArray(),
            // A channel that is the same everywhere has nothing to divide by.
            Std = std.Select(s => s > 0 ? (float)(s * scaling.Scale) : 1).ToImmutableArray(),
        };
    }

    private static void Add(double[] totals, Tensor part)
    {
        var values = part.cpu().data<double>();
        for (var channel = 0; channel < totals.Length; channel++)
            totals[channel] += values[channel];
    }
}

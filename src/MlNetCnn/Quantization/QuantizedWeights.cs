using System.Numerics.Tensors;

namespace MlNetCnn;

/// <summary>The weights of one layer in 8 bits, symmetric around 0, with a scale for each output channel, and its biases in 32 bits.</summary>
internal sealed class QuantizedWeights
{
    /// <summary>
    /// Half of what a signed byte holds: x64 CPUs without VNNI add up two products of an unsigned and a signed byte in 16 bits, which
    /// 2·255·127 exceeds and 2·255·64 does not.
    /// </summary>
    private const int Steps = 64;

    /// <summary>Smaller products of two steps would lose digits as a 32-bit float.</summary>
    private const float LeastBiasStep = 1e-36f;

    // A bias takes as many steps at most, far from what overflows when the products are added to it.
    private const float BiasSteps = 1 << 30;

    /// <param name="weights">Channel by channel.</param>
    /// <param name="channels">The number of output channels.</param>
    /// <param name="biases">One a channel, or none.</param>
    /// <param name="inputScale">The step of the layer's input.</param>
    public QuantizedWeights(ReadOnlySpan<float> weights, int channels, ReadOnlySpan<float> biases, float inputScale)
    {
        var size = weights.Length / channels;
        Weights = new sbyte[weights.Length];
        Scales = new float[channels];
        Biases = new int[biases.Length];
        BiasScales = new float[channels];
        for (var channel = 0; channel < channels; channel++)
        {
            var values = weights.Slice(channel * size, size);
            var bias = biases.Length > 0 ? biases[channel] : 0;
            // Where a bias is huge beside the weights, their step grows until the bias fits.
            var scale = Math.Max(Math.Abs(TensorPrimitives.MaxMagnitude(values)) / Steps, Math.Abs(bias) / inputScale / BiasSteps);
            // A channel of zeros: a step must be above 0.
            if (scale * inputScale < LeastBiasStep)
                scale = 1 / inputScale;
            Scales[channel] = scale;
            BiasScales[channel] = scale * inputScale;
            for (var i = 0; i < size; i++)
                Weights[channel * size + i] = (sbyte)MathF.Round(values[i] / scale);
            if (biases.Length > 0)
                Biases[channel] = (int)Math.Round(bias / ((double)scale * inputScale));
        }
    }

    /// <summary>From −64 to 64.</summary>
    public sbyte[] Weights { get; }

    /// <summary>A weight's step, for each channel.</summary>
    public float[] Scales { get; }

    public int[] Biases { get; }

    /// <summary>A bias's step, for each channel: the input's times the weight's.</summary>
    public float[] BiasScales { get; }
}

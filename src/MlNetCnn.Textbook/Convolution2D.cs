namespace MlNetCnn.Textbook;

/// <summary>
/// The convolutional layer of section 7.2.2 of <i>Dive into Deep Learning</i>: cross-correlation with a kernel of its own, plus a bias
/// for each output channel.
/// </summary>
public sealed class Convolution2D
{
    /// <summary>
    /// A layer with a random kernel, uniform in ±1/√(c_i · k_h · k_w) as PyTorch's Conv2d starts, and zero bias.
    /// </summary>
    /// <param name="kernel">The kernel's size, k_h × k_w, at least 1×1.</param>
    /// <param name="seed">Decides the kernel: the same seed gives the same one.</param>
    /// <param name="inputChannels">c_i, at least 1; 1 when not given.</param>
    /// <param name="outputChannels">c_o, at least 1; 1 when not given.</param>
    /// <param name="padding">Zeros on each side, 0×0 when not given.</param>
    /// <param name="stride">How far the window moves at a step, 1×1 when not given.</param>
    /// <exception cref="ArgumentException">The kernel's size or a channel count is not positive.</exception>
    public Convolution2D(
        Size2d kernel, int seed = 0, int inputChannels = 1, int outputChannels = 1, Size2d? padding = null, Size2d? stride = null)
    {
        if (kernel.Height < 1 || kernel.Width < 1 || inputChannels < 1 || outputChannels < 1)
            throw new ArgumentException($"A convolution needs a kernel of at least 1×1 and at least one channel each way, but {kernel} with "
                + $"{inputChannels} input and {outputChannels} output channels was asked for.");
        Weight = new float[outputChannels, inputChannels, kernel.Height, kernel.Width];
        Bias = new float[outputChannels];
        Padding = padding ?? new Size2d(0);
        Stride = stride ?? new Size2d(1);
        var random = new Random(seed);
        var bound = 1 / Math.Sqrt((double)inputChannels * kernel.Height * kernel.Width);
        for (var o = 0; o < outputChannels; o++)
        {
            for (var c = 0; c < inputChannels; c++)
            {
                for (var a = 0; a < kernel.Height; a++)
                {
                    for (var b = 0; b < kernel.Width; b++)
                        Weight[o, c, a, b] = (float)(((2 * random.NextDouble()) - 1) * bound);
                }
            }
        }
    }

    /// <summary>The kernel K, [c_o, c_i, k_h, k_w]. Its values may be changed.</summary>
    public float[,,,] Weight { get; }

    /// <summary>The bias b, [c_o]. Its values may be changed.</summary>
    public float[] Bias { get; }

    /// <summary>Zeros on each side of the input.</summary>
    public Size2d Padding { get; }

    /// <summary>How far the window moves at a step.</summary>
    public Size2d Stride { get; }

    /// <summary>Y = X ⋆ K + b for one channel in and one out.</summary>
    /// <param name="x">The input X, [n_h, n_w].</param>
    /// <returns>The output Y, [o_h, o_w].</returns>
    /// <exception cref="ArgumentException">The layer has more than one channel, the input is empty, or the kernel does not fit.</exception>
    public float[,] Forward(float[,] x)
    {
        if (Bias.Length != 1)
            throw new ArgumentException($"The layer gives {Bias.Length} output channels, but a plain matrix has room for one: "
                + "pass the input as [channels, height, width].");
        return Forward(Slices.Stack(1, _ => x)).Slice(0);
    }

    /// <summary>Y[o] = Σ_c X[c] ⋆ K[o, c] + b[o].</summary>
    /// <param name="x">The input X, [c_i, n_h, n_w].</param>
    /// <returns>The output Y, [c_o, o_h, o_w].</returns>
    /// <exception cref="ArgumentException">The input is empty, its channels are not the layer's, or the kernel does not fit.</exception>
    public float[,,] Forward(float[,,] x)
    {
        var y = CrossCorrelation.Apply(x, Weight, Padding, Stride);
        for (var o = 0; o < y.GetLength(0); o++)
        {
            for (var i = 0; i < y.GetLength(1); i++)
            {
                for (var j = 0; j < y.GetLength(2); j++)
                    y[o, i, j] += Bias[o];
            }
        }
        return y;
    }

    /// <summary>A batch of examples, each by itself.</summary>
    /// <param name="x">The input X, [N, c_i, n_h, n_w].</param>
    /// <returns>The output Y, [N, c_o, o_h, o_w].</returns>
    /// <exception cref="ArgumentException">The input is empty, its channels are not the layer's, or the kernel does not fit.</exception>
    public float[,,,] Forward(float[,,,] x)
    {
        ArrayShape.RequireNotEmpty(x, "input");
        return Slices.Stack(x.GetLength(0), n => Forward(x.Slice(n)));
    }
}

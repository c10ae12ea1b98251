namespace MlNetCnn.Textbook;

/// <summary>
/// The residual block of section 8.6 of <i>Dive into Deep Learning</i> (He et al. 2016): 3×3 convolution, batch normalisation, ReLU,
/// 3×3 convolution, batch normalisation, plus the shortcut, ReLU. Batch normalisation is in training mode.
/// </summary>
public sealed class ResidualBlock
{
    /// <summary>A block with random kernels.</summary>
    /// <param name="inputChannels">c_i, at least 1.</param>
    /// <param name="channels">c_o, at least 1.</param>
    /// <param name="pointwiseShortcut">Whether the shortcut is a 1×1 convolution (without batch normalisation) rather than the identity.</param>
    /// <param name="stride">The stride of the first convolution and of the shortcut, at least 1.</param>
    /// <param name="seed">Decides the kernels: the same seed gives the same block.</param>
    /// <exception cref="ArgumentException">
    /// A number is not positive, or the identity is asked for where the block changes the shape.
    /// </exception>
    public ResidualBlock(int inputChannels, int channels, bool pointwiseShortcut = false, int stride = 1, int seed = 0)
    {
        if (stride < 1)
            throw new ArgumentException($"The stride is {stride}, but it must be at least 1.");
        if (!pointwiseShortcut && (inputChannels != channels || stride != 1))
            throw new ArgumentException($"A residual block from {inputChannels} to {channels} channels with stride {stride} changes the shape, "
                + "so the identity cannot be added: give it a 1×1 shortcut.");
        Convolution1 = new Convolution2D(new(3), seed, inputChannels, channels, padding: new(1), stride: new(stride));
        Convolution2 = new Convolution2D(new(3), unchecked(seed + 1), channels, channels, padding: new(1));
        if (pointwiseShortcut)
            Shortcut = new Convolution2D(new(1), unchecked(seed + 2), inputChannels, channels, stride: new(stride));
    }

    /// <summary>The first convolution: 3×3, padding 1, the block's stride.</summary>
    public Convolution2D Convolution1 { get; }

    /// <summary>The second convolution: 3×3, padding 1.</summary>
    public Convolution2D Convolution2 { get; }

    /// <summary>The 1×1 convolution beside the two, or null where the shortcut is the identity.</summary>
    public Convolution2D? Shortcut { get; }

    /// <summary>ReLU(BN(conv2(ReLU(BN(conv1(X))))) + shortcut(X)).</summary>
    /// <param name="x">The input X, [N, c_i, H, W].</param>
    /// <returns>The output, [N, c_o, ⌈H / stride⌉, ⌈W / stride⌉].</returns>
    /// <exception cref="ArgumentException">The input is empty, its channels are not the block's, or it is too small to normalize.</exception>
    public float[,,,] Forward(float[,,,] x)
    {
        var y = Relu(BatchNormalization.Apply(Convolution1.Forward(x))); // [N, c_i, H, W] → [N, c_o, ⌈H/s⌉, ⌈W/s⌉]
        y = BatchNormalization.Apply(Convolution2.Forward(y));
        return Relu(Add(y, Shortcut?.Forward(x) ?? x));
    }

    private static float[,,,] Add(float[,,,] a, float[,,,] b) => Combine(a, b, (left, right) => left + right);

    private static float[,,,] Relu(float[,,,] x) => Combine(x, x, (value, _) => Math.Max(value, 0));

    private static float[,,,] Combine(float[,,,] a, float[,,,] b, Func<float, float, float> combine)
    {
        var result = new float[a.GetLength(0), a.GetLength(1), a.GetLength(2), a.GetLength(3)];
        for (var n = 0; n < a.GetLength(0); n++)
        {
            for (var c = 0; c < a.GetLength(1); c++)
            {
                for (var i = 0; i < a.GetLength(2); i++)
                {
                    for (var j = 0; j < a.GetLength(3); j++)
                        result[n, c, i, j] = combine(a[n, c, i, j], b[n, c, i, j]);
                }
            }
        }
        return result;
    }
}

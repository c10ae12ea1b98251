namespace MlNetCnn.Textbook;

/// <summary>
/// Learning a kernel from an input and the output it should give, section 7.2.4 of <i>Dive into Deep Learning</i>: a convolution
/// without bias, squared loss, plain gradient descent.
/// </summary>
public static class KernelLearning
{
    /// <summary>The book's learning rate, 3e-2.</summary>
    public const double DefaultLearningRate = 3e-2;

    /// <summary>The book's number of iterations, 10.</summary>
    public const int DefaultIterations = 10;

    /// <summary>Learns the edge detector [[1, −1]] from <see cref="EdgeDetection"/>, starting at random.</summary>
    /// <param name="seed">Decides the start: the same seed gives the same steps.</param>
    /// <param name="iterations">How many updates, at least 1.</param>
    /// <param name="learningRate">The factor of the gradient, positive; this data diverges above 1/30.</param>
    /// <returns>One step for each iteration, in order.</returns>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static IReadOnlyList<KernelLearningStep> LearnEdges(
        int seed = 0, int iterations = DefaultIterations, double learningRate = DefaultLearningRate)
    {
        var x = EdgeDetection.Image();
        var y = CrossCorrelation.Apply(x, EdgeDetection.Kernel());
        var start = new Convolution2D(new Size2d(1, 2), seed).Weight.Slice(0).Slice(0);
        return Learn(x, y, start, iterations, learningRate);
    }

    /// <summary>Learns the kernel that turns <paramref name="x"/> into <paramref name="y"/>: weight −= learning rate × gradient.</summary>
    /// <param name="x">The input X, [n_h, n_w].</param>
    /// <param name="y">The wanted output Y, [n_h − k_h + 1, n_w − k_w + 1].</param>
    /// <param name="start">The kernel to start from, [k_h, k_w]; it is not changed.</param>
    /// <param name="iterations">How many updates, at least 1.</param>
    /// <param name="learningRate">The factor of the gradient, positive. Too large a rate diverges, which shows in the losses.</param>
    /// <returns>One step for each iteration, in order.</returns>
    /// <exception cref="ArgumentException">An array is empty, the shapes do not belong together, or an option is out of its range.</exception>
    public static IReadOnlyList<KernelLearningStep> Learn(
        float[,] x, float[,] y, float[,] start, int iterations = DefaultIterations, double learningRate = DefaultLearningRate)
    {
        ArrayShape.RequireNotEmpty(y, "wanted output");
        ArrayShape.RequireNotEmpty(start, "kernel to start from");
        if (iterations < 1)
            throw new ArgumentException($"The number of iterations is {iterations}, but it must be at least 1.");
        if (!double.IsFinite(learningRate) || learningRate <= 0)
            throw new ArgumentException($"The learning rate is {learningRate}, but it must be a positive number.");

        var kernel = (float[,])start.Clone();
        var steps = new List<KernelLearningStep>();
        for (var iteration = 1; iteration <= iterations; iteration++)
        {
            var error = Subtract(CrossCorrelation.Apply(x, kernel), y); // Ŷ − Y
            var loss = error.Cast<float>().Sum(e => (double)e * e);
            // ∂/∂K[a, b] Σ (Ŷ − Y)² = 2 Σ_ij (Ŷ − Y)[i, j] · X[i + a, j + b]: the input cross-correlated with the error.
            var gradient = CrossCorrelation.Apply(x, error);
            for (var a = 0; a < kernel.GetLength(0); a++)
            {
                for (var b = 0; b < kernel.GetLength(1); b++)
                    kernel[a, b] -= (float)(learningRate * 2 * gradient[a, b]);
            }
            steps.Add(new KernelLearningStep(iteration, loss, (float[,])kernel.Clone()));
        }
        return steps;
    }

    private static float[,] Subtract(float[,] a, float[,] b)
    {
        if (ArrayShape.Size(a) != ArrayShape.Size(b))
            throw new ArgumentException($"The kernel turns the input into {ArrayShape.Size(a)}, but the wanted output is {ArrayShape.Size(b)}: "
                + "give a kernel of the size (input − output + 1).");
        var difference = new float[a.GetLength(0), a.GetLength(1)];
        for (var i = 0; i < a.GetLength(0); i++)
        {
            for (var j = 0; j < a.GetLength(1); j++)
                difference[i, j] = a[i, j] - b[i, j];
        }
        return difference;
    }
}

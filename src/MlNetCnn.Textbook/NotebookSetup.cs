namespace MlNetCnn.Textbook;

/// <summary>Operation and inputs of a notebook case, so that it can be displayed and changed.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Input">X, [c_i, n_h, n_w].</param>
/// <param name="Kernel">K, [c_o, c_i, k_h, k_w]; for pooling only its last two dimensions count: the window.</param>
/// <param name="Padding">The padding of each side.</param>
/// <param name="Stride">How far the window moves at a step.</param>
internal sealed record NotebookSetup(NotebookOperation Operation, float[,,] Input, float[,,,] Kernel, Size2d Padding, Size2d Stride)
{
    public Size2d Window => new(Kernel.GetLength(2), Kernel.GetLength(3));

    /// <exception cref="ArgumentException">It does not fit, or a size is out of its range.</exception>
    public SlidingWindow Sliding() => new(new Size2d(Input.GetLength(1), Input.GetLength(2)), Window, Padding, Stride);

    /// <summary>Y, [c_o, o_h, o_w].</summary>
    /// <exception cref="ArgumentException">The window does not fit, the channels differ, or a size is out of its range.</exception>
    public float[,,] Compute() => Operation switch
    {
        NotebookOperation.CrossCorrelation => CrossCorrelation.Apply(Input, Kernel, Padding, Stride),
        NotebookOperation.MaxPooling => Pooling.Max(Input, Window, Padding, Stride),
        NotebookOperation.AveragePooling => Pooling.Average(Input, Window, Padding, Stride),
        _ => throw new ArgumentOutOfRangeException(nameof(Operation), Operation, "There is no such operation of the notebook."),
    };

    public static NotebookSetup Correlation(float[,] x, float[,] k, Size2d? padding = null, Size2d? stride = null) =>
        Correlation(Slices.Stack(1, _ => x), Kernels(k), padding, stride);

    public static NotebookSetup Correlation(float[,,] x, float[,,,] k, Size2d? padding = null, Size2d? stride = null) =>
        new(NotebookOperation.CrossCorrelation, x, k, padding ?? 0, stride ?? 1);

    /// <summary>The default stride is the window's size.</summary>
    public static NotebookSetup Pool(NotebookOperation operation, float[,,] x, Size2d window, Size2d? padding = null, Size2d? stride = null) =>
        new(operation, x, new float[1, 1, window.Height, window.Width], padding ?? 0, stride ?? window);

    public static NotebookSetup Pool(NotebookOperation operation, float[,] x, Size2d window, Size2d? padding = null, Size2d? stride = null) =>
        Pool(operation, Slices.Stack(1, _ => x), window, padding, stride);

    private static float[,,,] Kernels(float[,] k) => Slices.Stack(1, _ => Slices.Stack(1, _ => k));
}

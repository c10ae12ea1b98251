namespace MlNetCnn;

/// <summary>How a network is run when it scores.</summary>
public sealed record ScoringOptions
{
    /// <summary>
    /// How many rows go through the network in one run, from 1 to 65536. Default: 64, which no other size clearly beat for LeNet or ResNet-18
    /// on two cores.
    /// </summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>
    /// How many threads share one run, from 1 to 4096, 0 for one a core. Blocks of several cursors wait for each other, so that together
    /// they take no more threads than there are cores. Default: 0.
    /// </summary>
    public int Threads { get; init; }

    /// <summary>
    /// Where the network runs: <c>cpu</c>; <c>cuda:N</c>, the N-th NVIDIA GPU counted from 0, or <c>cuda</c>, the one with the most free
    /// memory, which need the package Microsoft.ML.OnnxRuntime.Gpu; or <c>auto</c>, as <c>cuda</c> where one can be used and else the CPU.
    /// <see cref="CnnScorer.Device"/> says which was taken. Default: <c>auto</c>.
    /// </summary>
    public string Device { get; init; } = "auto";

    /// <summary>How far ONNX Runtime rewrites the graph before it runs it. Default: <see cref="GraphOptimization.All"/>.</summary>
    public GraphOptimization Optimization { get; init; } = GraphOptimization.All;

    /// <summary>
    /// Whether and how a <see cref="CnnScorer"/> gathers single images of concurrent callers into one run. Transformers and
    /// PredictionEngines take no notice of it. Default: null, each image runs at once and on its own.
    /// </summary>
    public MicroBatching? MicroBatching { get; init; }

    /// <exception cref="ArgumentException">A value is out of its range or names no device.</exception>
    internal ScoringOptions Check()
    {
        if (BatchSize is < 1 or > 65536)
            throw new ArgumentOutOfRangeException(nameof(BatchSize), BatchSize, "The batch size must be from 1 to 65536.");
        if (Threads is < 0 or > 4096)
            throw new ArgumentOutOfRangeException(nameof(Threads), Threads, "The threads must be from 1 to 4096, or 0 for one a core.");
        if (!Enum.IsDefined(Optimization))
            throw new ArgumentOutOfRangeException(nameof(Optimization), Optimization, "There is no such graph optimization.");
        DeviceRequest.Parse(Device);
        MicroBatching?.Check();
        return this;
    }
}

namespace MlNetCnn.Cli;

/// <summary>For which training the memory is estimated.</summary>
/// <param name="BatchSize">Images a step.</param>
/// <param name="Optimizer">One of <see cref="Optimizers"/>.</param>
internal sealed record TrainingMemory(int BatchSize, string Optimizer)
{
    public const int DefaultBatchSize = 64;

    public const string DefaultOptimizer = "adam";

    /// <summary>The optimizers by the number of values they keep for each parameter: none, one, two.</summary>
    public static IReadOnlyList<string> Optimizers { get; } = ["sgd", "momentum", DefaultOptimizer];

    public int Slots => Optimizers.ToList().IndexOf(Optimizer);

    public NetworkCosts CostsOf(NetworkPlan plan) => plan.Costs(BatchSize, Slots);
}

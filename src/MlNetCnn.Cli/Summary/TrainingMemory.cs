namespace MlNetCnn.Cli;

/// <summary>The batch size and optimizer, one of <see cref="Optimizers"/>, of a memory estimate.</summary>
internal sealed record TrainingMemory(int BatchSize, string Optimizer)
{
    public const int DefaultBatchSize = 64;

    public const string DefaultOptimizer = "adam";

    /// <summary>In the order of values that they keep per parameter: none, one, two.</summary>
    public static IReadOnlyList<string> Optimizers { get; } = ["sgd", "momentum", DefaultOptimizer];

    public int Slots => Optimizers.ToList().IndexOf(Optimizer);

    public NetworkCosts CostsOf(NetworkPlan plan) => plan.Costs(BatchSize, Slots);
}

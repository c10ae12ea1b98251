namespace MlNetCnn.Benchmarks;

/// <summary>What a PredictionEngine gives back.</summary>
internal sealed class Probabilities
{
    public float[] Score { get; set; } = [];
}

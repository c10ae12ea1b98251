namespace MlNetCnn.Training;

/// <summary>The weights a checkpoint holds. What bfloat16 computes with is not among them: it is these, rounded.</summary>
/// <param name="Trained">Those the optimizer changes, in 32 bits.</param>
/// <param name="Average">Their moving average, or null where none is kept.</param>
/// <param name="Best">Those of the best epoch so far, or null before the first one and without validation data.</param>
internal sealed record CheckpointWeights(Weights Trained, Weights? Average, Weights? Best)
{
    /// <summary>What training has come to.</summary>
    public Weights Latest => Average ?? Trained;
}

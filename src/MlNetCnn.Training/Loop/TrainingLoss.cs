using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Training;

/// <summary>What training makes small: the cross-entropy, with smoothed labels, weighted classes and mixed images where asked for.</summary>
internal sealed class TrainingLoss : IDisposable
{
    private readonly double _smoothing;
    private readonly Tensor? _classWeights;

    public TrainingLoss(double smoothing, float[]? classWeights, Device device)
    {
        _smoothing = smoothing;
        _classWeights = classWeights is null ? null : tensor(classWeights).to(device).DetachFromDisposeScope();
    }

    /// <summary>The mean over the batch.</summary>
    /// <param name="logits">[n, classes].</param>
    /// <param name="batch">Labels [n].</param>
    public Tensor Of(Tensor logits, PreparedBatch batch)
    {
        var own = CrossEntropy(logits, batch.Labels);
        return batch.OtherLabels is { } others ? own.Times(batch.Share).Plus(CrossEntropy(logits, others), 1 - batch.Share) : own;
    }

    public void Dispose() => _classWeights?.Dispose();

    private Tensor CrossEntropy(Tensor logits, Tensor labels) =>
        functional.cross_entropy(logits, labels, weight: _classWeights, label_smoothing: _smoothing);
}

using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Training;

/// <summary>Computes what the frozen layers of a network make of images, once.</summary>
internal sealed class FeatureExtractor : IDisposable
{
    private const int LargestBatch = 32, LargestBatchValues = 1 << 26;

    private readonly int _batchSize;
    private readonly Device _device;
    private readonly Module<Tensor, Tensor> _module;
    private readonly ModuleChain _chain;

    public FeatureExtractor(NetworkPlan plan, WeightMatch weights, Device device)
    {
        _batchSize = Math.Clamp(LargestBatchValues / plan.Input.Elements, 1, LargestBatch);
        _device = device;
        _module = ModuleBuilder.Build(plan).to(device);
        WeightTransfer.Write(weights, _module);
        _module.eval();
        _chain = new ModuleChain(_module, plan);
    }

    /// <summary>The input of a layer for all images in order, one row an image.</summary>
    /// <param name="images">The images, or the input of a layer before.</param>
    /// <param name="prepare">The batch as that layer takes it, by the batch's number.</param>
    /// <param name="from">The layer that <paramref name="images"/> are the input of; null for pixels.</param>
    /// <param name="to">The layer whose input is wanted.</param>
    /// <param name="store">Takes the rows.</param>
    /// <param name="progress">Told how many images are done.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public void Run(
        IImages images, Func<Batch, int, Tensor> prepare, string? from, string to, Action<ReadOnlySpan<byte>> store, Action<int> progress, CancellationToken cancellationToken)
    {
        using var inference = inference_mode();
        using var batches = images.InBatches(_batchSize, seed: null);
        batches.StartEpoch(1);
        for (var (number, done) = (0, 0); number < batches.Batches; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var features = _chain.Run(prepare(batches.Batch(number), number).to(_device), from, to).cpu().contiguous();
            var rows = new TensorRows(features);
            for (var i = 0L; i < features.shape[0]; i++)
                store(rows[i]);
            progress(done += (int)features.shape[0]);
        }
    }

    /// <summary>The input of a layer [n, …] and the labels [n] of images that have it, or the input of a layer before, in memory.</summary>
    /// <param name="images">The images.</param>
    /// <param name="positions">Which of them, [n]; null for all.</param>
    /// <param name="from">The layer that <paramref name="images"/> are the input of.</param>
    /// <param name="to">The layer whose input is wanted.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public (Tensor Features, Tensor Labels) Rows(IImages images, Tensor? positions, string from, string to, CancellationToken cancellationToken)
    {
        using var inference = inference_mode();
        using var batches = images.InBatches(from == to ? images.Count : _batchSize, seed: null, positions);
        batches.StartEpoch(1);
        var (features, labels) = (new List<Tensor>(), new List<Tensor>());
        for (var number = 0; number < batches.Batches; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var batch = batches.Batch(number);
            features.Add(_chain.Run(batch.Pixels.to(_device), from, to));
            labels.Add(batch.Labels.to(_device));
        }
        // Copied, since gradients cannot flow through what inference mode made.
        using (inference_mode(false))
            return (cat([.. features], 0).clone(), cat([.. labels], 0).clone());
    }

    public void Dispose() => _module.Dispose();
}

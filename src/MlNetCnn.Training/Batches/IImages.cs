using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Labeled images, wherever their pixels lie.</summary>
internal interface IImages : IDisposable
{
    /// <summary>The class numbers from 0 of all images, [N] 64-bit, in memory.</summary>
    Tensor Labels { get; }

    int Count => (int)Labels.shape[0];

    /// <summary>The bytes of memory the pixels take.</summary>
    long ResidentBytes { get; }

    /// <summary>Batches of all images or of those at some positions: shuffled by a seed, or in order where there is none.</summary>
    /// <param name="batchSize">Images a batch.</param>
    /// <param name="seed">What the order of each epoch follows from.</param>
    /// <param name="positions">[n] 64-bit, on the CPU; they stay the caller's.</param>
    /// <param name="pins">Whether batches in memory are prepared beforehand in pinned memory, for a GPU.</param>
    /// <param name="balances">Whether all classes are taken equally often; needs a seed.</param>
    IBatchSource InBatches(int batchSize, int? seed, Tensor? positions = null, bool pins = false, bool balances = false);
}

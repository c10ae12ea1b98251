using System.Globalization;
using System.Security.Cryptography;
using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Tells one data set from another by a hash of all pixels and labels in their order.</summary>
internal static class DataFingerprint
{
    /// <summary>The images a batch that <see cref="Of"/> is given: part of what the hash is of.</summary>
    public const int BatchSize = 4096;

    /// <summary>The number of images, and the hash: <c>60000 images 1f0c…</c>.</summary>
    /// <param name="inOrder">All images in the order they came.</param>
    public static string Of(IBatchSource inOrder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        inOrder.StartEpoch(1);
        for (var number = 0; number < inOrder.Batches; number++)
        {
            using var scope = NewDisposeScope();
            var batch = inOrder.Batch(number);
            hash.AppendData(batch.Pixels.cpu().contiguous().bytes);
            hash.AppendData(batch.Labels.cpu().contiguous().bytes);
        }
        return string.Create(CultureInfo.InvariantCulture, $"{inOrder.Images} images {Convert.ToHexStringLower(hash.GetHashAndReset()[..8])}");
    }
}

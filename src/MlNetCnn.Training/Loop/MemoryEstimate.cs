using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Which batches fit into the memory of a device by what <see cref="NetworkCosts"/> estimates.</summary>
/// <param name="FreeBytes">What was free before the network was built; null where the device does not tell.</param>
/// <param name="BytesOf">What training in batches of a size takes.</param>
internal sealed record MemoryEstimate(long? FreeBytes, Func<int, long> BytesOf)
{
    // Sizes that people choose, and that hardware likes.
    private const int Round = 8;

    public static MemoryEstimate Of(NetworkPlan plan, TrainingRecipe recipe, Device device) =>
        new(FreeOn(device), size => recipe.CostsOf(plan, size).TrainingBytes);

    /// <summary>The bytes of a device that nobody has taken; null where it does not tell.</summary>
    public static long? FreeOn(Device device) => device.type == DeviceType.CUDA
        ? NvidiaDriver.Find().Gpus.FirstOrDefault(g => g.Index == Math.Max(0, device.index))?.FreeBytes
        : FreeMemory.Bytes();

    /// <summary>The most images that fit, at most half of those that did not; null where not even one fits or nothing is known.</summary>
    public int? Fitting(int failed)
    {
        if (FreeBytes is not { } free || failed < 2 || BytesOf(1) > free)
            return null;
        var (fits, exceeds) = (1, (failed / 2) + 1);
        while (exceeds - fits > 1)
        {
            var middle = fits + ((exceeds - fits) / 2);
            (fits, exceeds) = BytesOf(middle) <= free ? (middle, exceeds) : (fits, middle);
        }
        return fits > Round ? fits / Round * Round : fits;
    }

    /// <summary>What to do, as half a sentence.</summary>
    public string Advice(int failed)
    {
        if (failed == 1)
            return "take a smaller network or smaller images";
        if (FreeBytes is not { } free)
            return $"try {failed / 2}, or set HalveBatch";
        var room = (free / (double)(1 << 30)).ToString("0.0", CultureInfo.InvariantCulture);
        return Fitting(failed) is { } fits
            ? $"by the estimate {fits} would fit the {room} GiB that were free; HalveBatch finds what fits by itself"
            : $"by the estimate not even one image fits the {room} GiB that were free; take a smaller network or smaller images";
    }
}

namespace MlNetCnn;

/// <summary>
/// Chooses the probability of the likeliest class from which on an image counts as known, as one of the classes (Hendrycks and Gimpel 2017). What
/// lies below is unknown: see <see cref="CnnModel.KnownFrom"/>.
/// </summary>
public static class KnownThreshold
{
    /// <summary>The largest threshold at which at least this share of the images counts as known.</summary>
    /// <param name="confidences">The probability of the likeliest class, for images of the classes.</param>
    /// <param name="share">Above 0 and up to 1.</param>
    /// <exception cref="ArgumentException">There are no images, or the share is out of its range.</exception>
    public static float ForRecall(IEnumerable<float> confidences, double share)
    {
        float[] sorted = [.. confidences.OrderDescending()];
        Require(sorted.Length, share);
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }

    /// <summary>The smallest threshold at which at least this share of the known images is classified rightly; null where none reaches it.</summary>
    /// <param name="images">The probability of the likeliest class, and whether that is the true one, for images of the classes.</param>
    /// <param name="precision">Above 0 and up to 1.</param>
    /// <exception cref="ArgumentException">There are no images, or the share is out of its range.</exception>
    public static float? ForPrecision(IEnumerable<(float Confidence, bool IsRight)> images, double precision)
    {
        (float Confidence, bool IsRight)[] sorted = [.. images.OrderByDescending(image => image.Confidence)];
        Require(sorted.Length, precision);
        float? found = null;
        var right = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            right += sorted[i].IsRight ? 1 : 0;
            var isLastOfEquals = i + 1 == sorted.Length || sorted[i + 1].Confidence < sorted[i].Confidence;
            if (isLastOfEquals && right >= precision * (i + 1))
                found = sorted[i].Confidence;
        }
        return found;
    }

    /// <summary>The threshold that tells images of the classes from strangers best: the share of known ones plus that of unknown strangers is largest (Youden 1950).</summary>
    /// <param name="confidences">The probability of the likeliest class, for images of the classes.</param>
    /// <param name="strangers">The same for images of no class.</param>
    /// <exception cref="ArgumentException">One of them has no images.</exception>
    public static float Against(IEnumerable<float> confidences, IEnumerable<float> strangers)
    {
        float[] known = [.. confidences.Order()], strange = [.. strangers.Order()];
        Require(Math.Min(known.Length, strange.Length), share: 1);
        return known.Distinct().MaxBy(threshold => ((double)(known.Length - Below(known, threshold)) / known.Length) + ((double)Below(strange, threshold) / strange.Length));
    }

    private static int Below(float[] sorted, float threshold)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] < threshold ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    private static void Require(int images, double share)
    {
        if (images == 0)
            throw new ArgumentException("A threshold is chosen on images, but there are none.");
        if (!(share is > 0 and <= 1))
            throw new ArgumentException($"A share is above 0 and up to 1, but got {share}.");
    }
}

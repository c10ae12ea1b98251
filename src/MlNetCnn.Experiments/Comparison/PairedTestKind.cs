namespace MlNetCnn.Experiments;

/// <summary>How <see cref="PairedTest.PValue"/> was computed.</summary>
public enum PairedTestKind
{
    /// <summary>One run each: McNemar's exact test (McNemar 1947), a two-sided binomial test on the images where they differ.</summary>
    McNemar,

    /// <summary>
    /// Several runs on one side only: a permutation test over the images (Pitman 1937), by the fraction of runs that are right on each. It
    /// says nothing about further seeds.
    /// </summary>
    Images,

    /// <summary>
    /// Several runs on both sides: the larger p-value of Welch's t-test over the runs' accuracies (Welch 1947), for further seeds, and of
    /// the permutation test over the images, for further images.
    /// </summary>
    SeedsAndImages,
}

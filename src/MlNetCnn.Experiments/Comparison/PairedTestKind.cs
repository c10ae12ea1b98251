namespace MlNetCnn.Experiments;

/// <summary>How <see cref="PairedTest.PValue"/> was found.</summary>
public enum PairedTestKind
{
    /// <summary>One run each: McNemar's exact test (McNemar 1947), a two-sided binomial test on the images where they differ.</summary>
    McNemar,

    /// <summary>
    /// Several runs of one side only: a permutation test over the images (Pitman 1937), by the share of runs that are right on each. It says
    /// nothing of further seeds.
    /// </summary>
    Images,

    /// <summary>
    /// Several runs of each: the larger p of Welch's t-test over the runs' accuracies (Welch 1947), which speaks of further seeds, and of the
    /// permutation test over the images, which speaks of further images. Below a level it is so for both.
    /// </summary>
    SeedsAndImages,
}

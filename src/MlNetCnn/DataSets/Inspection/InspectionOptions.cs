namespace MlNetCnn;

/// <summary>How data are read to be looked at, not trained on: everything that is wrong is to be seen, whatever the sizes.</summary>
internal static class InspectionOptions
{
    /// <summary>The size that images of different sizes are brought to.</summary>
    public static readonly Size2d MixedSize = 64;

    /// <summary>Settings for a look at data.</summary>
    /// <param name="given">What the user set, or null.</param>
    /// <param name="decoded">The folder of decoded images where the user set none; null for the standard one.</param>
    public static ImageLoading Loading(ImageLoading? given, string? decoded)
    {
        given ??= new ImageLoading { MaxBadImages = int.MaxValue };
        return given with { MixedSize = given.MixedSize ?? MixedSize, CacheFolder = given.CacheFolder ?? decoded };
    }
}

using System.Globalization;
using MlNetCnn.Training;

namespace MlNetCnn.Dashboard;

/// <summary>Describes augmentation in text, for screen readers.</summary>
internal static class AugmentationWords
{
    /// <summary>Phrases in the order of execution; empty if there is no augmentation.</summary>
    public static IEnumerable<string> Of(Augmentation augmentation)
    {
        if (augmentation.CropPadding > 0)
            yield return $"moved by up to {augmentation.CropPadding} pixels along each side";
        if (augmentation.HorizontalFlip)
            yield return "half of them at random mirrored, left to right";
        if (augmentation.Rotation > 0)
            yield return $"turned by up to {Number(augmentation.Rotation)}° either way";
        if (augmentation.Translation > 0)
            yield return $"moved by up to {Percent(augmentation.Translation)} of each side";
        if (augmentation.Brightness > 0)
            yield return $"brightness changed by up to {Percent(augmentation.Brightness)}";
        if (augmentation.Contrast > 0)
            yield return $"contrast changed by up to {Percent(augmentation.Contrast)}";
        if (augmentation.Erasing > 0)
            yield return $"a rectangle blanked in {Percent(augmentation.Erasing)} of them";
        if (augmentation.Mixup > 0)
            yield return "each mixed with another one";
    }

    private static string Percent(double share) => $"{Number(share * 100)} %";

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

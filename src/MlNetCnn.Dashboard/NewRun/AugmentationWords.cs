using System.Globalization;
using MlNetCnn.Training;

namespace MlNetCnn.Dashboard;

/// <summary>Describes augmentation in text, for screen readers.</summary>
internal static class AugmentationWords
{
    /// <summary>Phrases in the order of execution; empty if there is no augmentation.</summary>
    public static IEnumerable<string> Of(Augmentation augmentation)
    {
        if (augmentation.RandomResizedCrop < 1)
            yield return $"a part of at least {Percent(augmentation.RandomResizedCrop)} of the area resized to the whole";
        if (augmentation.Rotation > 0)
            yield return $"turned by up to {Number(augmentation.Rotation)}° either way";
        if (augmentation.Translation > 0)
            yield return $"moved by up to {Percent(augmentation.Translation)} of each side";
        if (augmentation.TrivialAugment)
            yield return "one operation of TrivialAugment each";
        if (augmentation.RandAugment > 0)
            yield return $"{augmentation.RandAugment} operations of RandAugment each, of strength {augmentation.RandMagnitude} of 30";
        if (augmentation.Brightness > 0)
            yield return $"brightness changed by up to {Percent(augmentation.Brightness)}";
        if (augmentation.Contrast > 0)
            yield return $"contrast changed by up to {Percent(augmentation.Contrast)}";
        if (augmentation.Saturation > 0)
            yield return $"saturation changed by up to {Percent(augmentation.Saturation)}";
        if (augmentation.Hue > 0)
            yield return $"hue turned by up to {Number(augmentation.Hue * 360)}° either way";
        if (augmentation.Grayscale > 0)
            yield return $"{Percent(augmentation.Grayscale)} of them made grayscale";
        if (augmentation.Blur > 0)
            yield return $"{Percent(augmentation.Blur)} of them blurred";
        if (augmentation.CropPadding > 0)
            yield return $"moved by up to {augmentation.CropPadding} pixels along each side";
        if (augmentation.HorizontalFlip)
            yield return "half of them at random mirrored, left to right";
        if (augmentation.VerticalFlip)
            yield return "half of them at random turned upside down";
        if (augmentation.Erasing > 0)
            yield return $"a rectangle blanked in {Percent(augmentation.Erasing)} of them";
        if (augmentation.Mixup > 0)
            yield return augmentation.Cutmix > 0 ? "each mixed with another one, in half of the batches" : "each mixed with another one";
        if (augmentation.Cutmix > 0)
            yield return augmentation.Mixup > 0 ? "a rectangle of another one in each, in the other half" : "a rectangle of another one in each";
    }

    private static string Percent(double share) => $"{Number(share * 100)} %";

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

namespace MlNetCnn.Training;

/// <summary>The parts of <see cref="Augmentation"/>, each a setting; one that is given begins with no augmentation, whatever the recipe has.</summary>
internal static class AugmentationSettings
{
    private const string Property = nameof(TrainingOptions.Augmentation);

    private static readonly TextForm<Augmentation> Kinds = TextForms.Choice(
        ("none", Augmentation.None), ("cifar", Augmentation.Cifar), ("photo", Augmentation.Photo), ("digits", Augmentation.Digits),
        ("medical", Augmentation.Medical));

    public static IEnumerable<TrainingSetting> All()
    {
        var list = new TrainingSettingList(TrainingSettingGroup.Augmentation);
        // Written in parts; only that there is none has no part to say so.
        list.Add("augmentation", Property, Kinds with { Write = _ => "none" },
            o => o.Augmentation == Augmentation.None ? o.Augmentation : null, (o, v) => o with { Augmentation = v },
            "Start from an augmentation preset: none, cifar (crop-padding 4, flip), photo (random-resized-crop 0.35, flip, trivial-augment), digits (rotation 10, translation 0.1) or medical (random-resized-crop 0.8, rotation 10, brightness 0.1, contrast 0.1). Default: the preset's, or none if another augmentation setting is given.", isCommon: true);
        Add(list, "random-resized-crop", TextForms.Number, a => a.RandomResizedCrop, (a, v) => a with { RandomResizedCrop = v },
            "Crop a random part of at least this fraction of the area and resize it, above 0 and up to 1; torchvision takes 0.08. Default: 1, no crop.");
        Add(list, "crop-ratio", TextForms.Number, a => a.CropRatio, (a, v) => a with { CropRatio = v },
            "Set the largest aspect ratio of a random resized crop, from 1 to 10. Default: 4/3.");
        Add(list, "crop-padding", TextForms.WholeNumber, a => a.CropPadding, (a, v) => a with { CropPadding = v },
            "Take a random crop after padding with this many black pixels, from 0 to 255. Default: 0.");
        Add(list, "flip", TextForms.Flag, a => a.HorizontalFlip, (a, v) => a with { HorizontalFlip = v },
            "Flip half of the images horizontally. Default: false.");
        Add(list, "vertical-flip", TextForms.Flag, a => a.VerticalFlip, (a, v) => a with { VerticalFlip = v },
            "Flip half of the images vertically. Default: false.");
        Add(list, "trivial-augment", TextForms.Flag, a => a.TrivialAugment, (a, v) => a with { TrivialAugment = v },
            "Apply TrivialAugment: one of 14 operations of random strength to each image. Default: false.");
        Add(list, "rand-augment", TextForms.WholeNumber, a => a.RandAugment, (a, v) => a with { RandAugment = v },
            "Apply RandAugment: this many of 14 random operations to each image, from 0 to 10; 2 is usual. Default: 0.");
        Add(list, "rand-magnitude", TextForms.WholeNumber, a => a.RandMagnitude, (a, v) => a with { RandMagnitude = v },
            "Set the magnitude of RandAugment's operations, from 0 to 30. Default: 9.");
        Add(list, "rotation", TextForms.Number, a => a.Rotation, (a, v) => a with { Rotation = v },
            "Rotate by up to this angle either way, from 0 to 180 degrees. Default: 0.");
        Add(list, "translation", TextForms.Number, a => a.Translation, (a, v) => a with { Translation = v },
            "Shift along each axis by up to this fraction of the side, from 0 to 1. Default: 0.");
        Add(list, "brightness", TextForms.Number, a => a.Brightness, (a, v) => a with { Brightness = v },
            "Multiply pixels by a random factor from 1 − X to 1 + X (brightness jitter), X from 0 to 1. Default: 0.");
        Add(list, "contrast", TextForms.Number, a => a.Contrast, (a, v) => a with { Contrast = v },
            "Multiply the distance to the image's mean by a random factor from 1 − X to 1 + X (contrast jitter), X from 0 to 1. Default: 0.");
        Add(list, "saturation", TextForms.Number, a => a.Saturation, (a, v) => a with { Saturation = v },
            "Multiply the distance to gray by a random factor from 1 − X to 1 + X (saturation jitter), X from 0 to 1. Default: 0.");
        Add(list, "hue", TextForms.Number, a => a.Hue, (a, v) => a with { Hue = v },
            "Shift the hue by up to this fraction of the color circle either way, from 0 to 0.5. Default: 0.");
        Add(list, "grayscale", TextForms.Number, a => a.Grayscale, (a, v) => a with { Grayscale = v },
            "Convert images to grayscale with this probability, from 0 to 1. Default: 0.");
        Add(list, "blur", TextForms.Number, a => a.Blur, (a, v) => a with { Blur = v },
            "Blur images (Gaussian) with this probability, from 0 to 1. Default: 0.");
        Add(list, "blur-sigma", TextForms.Number, a => a.BlurSigma, (a, v) => a with { BlurSigma = v },
            "Set the largest standard deviation of the blur, from 0.1 to 20 pixels; the smallest is 0.1. Default: 2.");
        Add(list, "erasing", TextForms.Number, a => a.Erasing, (a, v) => a with { Erasing = v },
            "Erase a random rectangle with this probability (random erasing), from 0 to 1. Default: 0.");
        Add(list, "mixup", TextForms.Number, a => a.Mixup, (a, v) => a with { Mixup = v },
            "Mix pairs of images and labels by a fraction from Beta(α, α) (mixup), α from 0 to 1. Default: 0.");
        Add(list, "cutmix", TextForms.Number, a => a.Cutmix, (a, v) => a with { Cutmix = v },
            "Paste a rectangle of another image, its area from Beta(α, α) (CutMix), α from 0 to 1; with mixup each batch gets one of the two. Default: 0.");
        return list.Settings;
    }

    private static void Add<T>(
        TrainingSettingList list, string name, TextForm<T> form, Func<Augmentation, T> get, Func<Augmentation, T, Augmentation> set, string description)
        where T : struct =>
        list.Add(name, Property, form,
            o => o.Augmentation is { } augmentation && !get(augmentation).Equals(get(Augmentation.None)) ? get(augmentation) : null,
            (o, v) => o with { Augmentation = set(o.Augmentation ?? Augmentation.None, v!.Value) },
            description);
}

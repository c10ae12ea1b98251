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
            "What the settings of this group begin with: none, cifar (crop-padding 4, flip), photo (random-resized-crop 0.35, flip, trivial-augment), "
            + "digits (rotation 10, translation 0.1) or medical (random-resized-crop 0.8, rotation 10, brightness 0.1, contrast 0.1). "
            + "Default: the preset's, or none where one of them is given.");
        Add(list, "random-resized-crop", TextForms.Number, a => a.RandomResizedCrop, (a, v) => a with { RandomResizedCrop = v },
            "Random resized crop: the smallest fraction of the area that is cut out and resized, above 0 and up to 1; 0.08 in torchvision. Default: 1, no crop.");
        Add(list, "crop-ratio", TextForms.Number, a => a.CropRatio, (a, v) => a with { CropRatio = v },
            "Largest aspect ratio of a random resized crop, from 1 to 10. Default: 4/3.");
        Add(list, "crop-padding", TextForms.WholeNumber, a => a.CropPadding, (a, v) => a with { CropPadding = v },
            "Random crop: pixels of black padding around the image before, from 0 to 255. Default: 0.");
        Add(list, "flip", TextForms.Flag, a => a.HorizontalFlip, (a, v) => a with { HorizontalFlip = v },
            "Horizontal flip of half of the images. Default: false.");
        Add(list, "vertical-flip", TextForms.Flag, a => a.VerticalFlip, (a, v) => a with { VerticalFlip = v },
            "Vertical flip of half of the images. Default: false.");
        Add(list, "trivial-augment", TextForms.Flag, a => a.TrivialAugment, (a, v) => a with { TrivialAugment = v },
            "TrivialAugment: one of 14 operations on each image, of random strength. Default: false.");
        Add(list, "rand-augment", TextForms.WholeNumber, a => a.RandAugment, (a, v) => a with { RandAugment = v },
            "RandAugment: number of operations on each image, of 14 at random, from 0 to 10; 2 is usual. Default: 0.");
        Add(list, "rand-magnitude", TextForms.WholeNumber, a => a.RandMagnitude, (a, v) => a with { RandMagnitude = v },
            "Magnitude of RandAugment's operations, from 0 to 30. Default: 9.");
        Add(list, "rotation", TextForms.Number, a => a.Rotation, (a, v) => a with { Rotation = v },
            "Largest angle of rotation, either way, from 0 to 180 degrees. Default: 0.");
        Add(list, "translation", TextForms.Number, a => a.Translation, (a, v) => a with { Translation = v },
            "Largest translation along each axis, as a fraction of the side from 0 to 1. Default: 0.");
        Add(list, "brightness", TextForms.Number, a => a.Brightness, (a, v) => a with { Brightness = v },
            "Brightness jitter: pixels are multiplied by a factor from 1 − this to 1 + this, from 0 to 1. Default: 0.");
        Add(list, "contrast", TextForms.Number, a => a.Contrast, (a, v) => a with { Contrast = v },
            "Contrast jitter: the distance to the image's mean is multiplied by a factor from 1 − this to 1 + this, from 0 to 1. Default: 0.");
        Add(list, "saturation", TextForms.Number, a => a.Saturation, (a, v) => a with { Saturation = v },
            "Saturation jitter: the distance to grey is multiplied by a factor from 1 − this to 1 + this, from 0 to 1. Default: 0.");
        Add(list, "hue", TextForms.Number, a => a.Hue, (a, v) => a with { Hue = v },
            "Hue jitter: largest turn either way, as a fraction of the colour circle from 0 to 0.5. Default: 0.");
        Add(list, "grey", TextForms.Number, a => a.Grey, (a, v) => a with { Grey = v },
            "Probability that an image becomes grey, from 0 to 1. Default: 0.");
        Add(list, "blur", TextForms.Number, a => a.Blur, (a, v) => a with { Blur = v },
            "Probability of a Gaussian blur, from 0 to 1. Default: 0.");
        Add(list, "blur-sigma", TextForms.Number, a => a.BlurSigma, (a, v) => a with { BlurSigma = v },
            "Largest standard deviation of the blur, from 0.1 to 20 pixels; the smallest is 0.1. Default: 2.");
        Add(list, "erasing", TextForms.Number, a => a.Erasing, (a, v) => a with { Erasing = v },
            "Random erasing: the probability that a rectangle is blanked, from 0 to 1. Default: 0.");
        Add(list, "mixup", TextForms.Number, a => a.Mixup, (a, v) => a with { Mixup = v },
            "α of mixup: images and labels are mixed in pairs by a fraction from Beta(α, α), from 0 to 1. Default: 0.");
        Add(list, "cutmix", TextForms.Number, a => a.Cutmix, (a, v) => a with { Cutmix = v },
            "α of CutMix: each image gets a rectangle of another by a fraction from Beta(α, α), from 0 to 1; with mixup each batch gets one of them. Default: 0.");
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

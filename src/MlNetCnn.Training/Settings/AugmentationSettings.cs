namespace MlNetCnn.Training;

/// <summary>The parts of <see cref="Augmentation"/>, each a setting; one that is given begins with no augmentation, whatever the recipe has.</summary>
internal static class AugmentationSettings
{
    private const string Property = nameof(TrainingOptions.Augmentation);

    private static readonly TextForm<Augmentation> Kinds = TextForms.Choice(("none", Augmentation.None), ("cifar", Augmentation.Cifar));

    public static IEnumerable<TrainingSetting> All()
    {
        var list = new TrainingSettingList(TrainingSettingGroup.Augmentation);
        // Written in parts; only that there is none has no part to say so.
        list.Add("augmentation", Property, Kinds with { Write = _ => "none" },
            o => o.Augmentation == Augmentation.None ? o.Augmentation : null, (o, v) => o with { Augmentation = v },
            "What the settings of this group begin with: none or cifar (crop-padding 4 and flip). Default: the preset's, or none where one of them "
            + "is given.");
        Add(list, "crop-padding", TextForms.WholeNumber, a => a.CropPadding, (a, v) => a with { CropPadding = v },
            "Pixels of black put around the image before a part of its own size is cut out at random, from 0 to 255. Default: 0.");
        Add(list, "flip", TextForms.Flag, a => a.HorizontalFlip, (a, v) => a with { HorizontalFlip = v },
            "Whether half of the images are mirrored, left to right. Default: false.");
        Add(list, "rotation", TextForms.Number, a => a.Rotation, (a, v) => a with { Rotation = v },
            "The largest angle by which images are turned, from 0 to 180 degrees. Default: 0.");
        Add(list, "translation", TextForms.Number, a => a.Translation, (a, v) => a with { Translation = v },
            "The longest way images are moved along each axis, as a share of the side from 0 to 1. Default: 0.");
        Add(list, "brightness", TextForms.Number, a => a.Brightness, (a, v) => a with { Brightness = v },
            "Pixels are multiplied by a factor from 1 − this to 1 + this, from 0 to 1. Default: 0.");
        Add(list, "contrast", TextForms.Number, a => a.Contrast, (a, v) => a with { Contrast = v },
            "The distance of pixels from the image's mean is multiplied by a factor from 1 − this to 1 + this, from 0 to 1. Default: 0.");
        Add(list, "erasing", TextForms.Number, a => a.Erasing, (a, v) => a with { Erasing = v },
            "The share of images in which a rectangle is blanked, from 0 to 1. Default: 0.");
        Add(list, "mixup", TextForms.Number, a => a.Mixup, (a, v) => a with { Mixup = v },
            "Mixes pairs of images and their labels, by shares from Beta(this, this), from 0 to 1. Default: 0.");
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

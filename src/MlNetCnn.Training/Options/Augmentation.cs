namespace MlNetCnn.Training;

/// <summary>
/// What happens at random to the images of a training batch, never at evaluation. The random numbers follow from the seed, the epoch and
/// the batch alone, one set an image; switching one kind on leaves the draws of the others as they were.
/// </summary>
/// <remarks>
/// In this order: random resized crop, rotation and translation, TrivialAugment or RandAugment, brightness, contrast, saturation, hue, gray
/// and blur, on the processor, in bytes; then padded crop and flips on the device; after normalization erasing, and mixup or CutMix. Images of floats
/// are rounded to bytes where one of the first group is on. Operations on colors leave images that have not three channels as they are.
/// </remarks>
public sealed record Augmentation
{
    /// <summary>Images as they are.</summary>
    public static Augmentation None { get; } = new();

    /// <summary>What is usual for images of 32×32: a crop from 4 pixels of padding, and a horizontal flip.</summary>
    public static Augmentation Cifar { get; } = new() { CropPadding = 4, HorizontalFlip = true };

    /// <summary>Photos of things seen from any side: a random resized crop of at least 0.35 of the area, a horizontal flip and TrivialAugment.</summary>
    public static Augmentation Photo { get; } = new() { RandomResizedCrop = 0.35, HorizontalFlip = true, TrivialAugment = true };

    /// <summary>Digits, letters and signs, which must not be mirrored: rotation by up to 10° and translation by up to 0.1 of the side.</summary>
    public static Augmentation Digits { get; } = new() { Rotation = 10, Translation = 0.1 };

    /// <summary>
    /// Scans and X-rays, whose sides and grays have a meaning: a random resized crop of at least 0.8 of the area, rotation by up to 10°, and
    /// brightness and contrast by up to 0.1.
    /// </summary>
    public static Augmentation Medical { get; } = new() { RandomResizedCrop = 0.8, Rotation = 10, Brightness = 0.1, Contrast = 0.1 };

    /// <summary>
    /// The smallest share of the area that a random resized crop takes, above 0 and up to 1: a part of this share up to all of the image is
    /// resized to the image's size. As torchvision's <c>RandomResizedCrop(scale=(this, 1))</c>, whose default is 0.08. Default: 1, no crop.
    /// </summary>
    public double RandomResizedCrop { get; init; } = 1;

    /// <summary>
    /// The largest ratio of the sides of a random resized crop, 1 to 10: from 1 ÷ this to this, even over its logarithm. Default: 4/3, as
    /// torchvision's.
    /// </summary>
    public double CropRatio { get; init; } = 4.0 / 3;

    /// <summary>Pixels of black put around the image before a part of its own size is cut out at random; 0 to 255. Default: 0, no crop.</summary>
    public int CropPadding { get; init; }

    /// <summary>Whether half of the images are mirrored, left to right. Default: no.</summary>
    public bool HorizontalFlip { get; init; }

    /// <summary>Whether half of the images are turned upside down. Default: no.</summary>
    public bool VerticalFlip { get; init; }

    /// <summary>The largest angle of a rotation about the image's center, either way, in degrees from 0 to 180. Default: 0.</summary>
    public double Rotation { get; init; }

    /// <summary>The longest way the image is moved along each axis, as a share of its side from 0 to 1. Default: 0.</summary>
    public double Translation { get; init; }

    /// <summary>Pixels are multiplied by a factor from 1 − this to 1 + this; 0 to 1. As torchvision's <c>ColorJitter</c>. Default: 0.</summary>
    public double Brightness { get; init; }

    /// <summary>The distance of pixels from the image's mean luma is multiplied by a factor from 1 − this to 1 + this; 0 to 1. Default: 0.</summary>
    public double Contrast { get; init; }

    /// <summary>The distance of pixels from their luma is multiplied by a factor from 1 − this to 1 + this; 0 to 1. Default: 0.</summary>
    public double Saturation { get; init; }

    /// <summary>How far hues are turned either way, as a share of the color circle from 0 to 0.5. Default: 0.</summary>
    public double Hue { get; init; }

    /// <summary>The share of images, 0 to 1, that lose their colors. As torchvision's <c>RandomGrayscale</c>. Default: 0.</summary>
    public double Grayscale { get; init; }

    /// <summary>The share of images, 0 to 1, that a Gaussian filter blurs. As torchvision's <c>GaussianBlur</c>. Default: 0.</summary>
    public double Blur { get; init; }

    /// <summary>The largest standard deviation of the blur in pixels, 0.1 to 20; the smallest is 0.1. Default: 2.</summary>
    public double BlurSigma { get; init; } = 2;

    /// <summary>
    /// Whether each image goes through one operation of random strength, of the 14 of <em>TrivialAugment</em> (wide; Müller and Hutter 2021).
    /// As torchvision's <c>TrivialAugmentWide</c>, with bilinear interpolation. Default: no.
    /// </summary>
    public bool TrivialAugment { get; init; }

    /// <summary>
    /// How many random operations each image goes through, 0 to 10, of the 14 of <em>RandAugment</em> (Cubuk et al. 2019); 2 is usual. As
    /// torchvision's <c>RandAugment</c>, with bilinear interpolation. Not together with <see cref="TrivialAugment"/>. Default: 0.
    /// </summary>
    public int RandAugment { get; init; }

    /// <summary>The strength of RandAugment's operations, 0 to 30. Default: 9.</summary>
    public int RandMagnitude { get; init; } = 9;

    /// <summary>
    /// The share of images, 0 to 1, in which a rectangle is blanked: 2 to 33 % of the area, its sides in a ratio of 0.3 to 3.3
    /// (Zhong et al. 2017, <em>Random Erasing</em>). Blank is 0 after normalization. Default: 0.
    /// </summary>
    public double Erasing { get; init; }

    /// <summary>
    /// The α of mixup, 0 to 1: each image becomes λ of itself and 1 − λ of another of the batch, and so does the loss, with one λ a batch
    /// drawn from Beta(α, α) (Zhang et al. 2017). Default: 0, images are not mixed.
    /// </summary>
    public double Mixup { get; init; }

    /// <summary>
    /// The α of CutMix, 0 to 1: each image gets a rectangle of another of the batch, and the loss counts both by their areas; the share that stays
    /// is drawn from Beta(α, α) (Yun et al. 2019). With <see cref="Mixup"/> each batch gets one of them, evenly. Default: 0.
    /// </summary>
    public double Cutmix { get; init; }

    /// <summary>Whether each image goes through operations of its own on the processor.</summary>
    internal bool ChangesImages => RandomResizedCrop < 1 || Rotation > 0 || Translation > 0 || TrivialAugment || RandAugment > 0
        || Brightness > 0 || Contrast > 0 || Saturation > 0 || Hue > 0 || Grayscale > 0 || Blur > 0;

    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    internal void Check()
    {
        Require(RandomResizedCrop is > 0 and <= 1, nameof(RandomResizedCrop), RandomResizedCrop, "above 0 and up to 1");
        Require(CropRatio is >= 1 and <= 10, nameof(CropRatio), CropRatio, "from 1 to 10");
        Require(CropPadding is >= 0 and <= 255, nameof(CropPadding), CropPadding, "from 0 to 255 pixels");
        Require(Rotation is >= 0 and <= 180, nameof(Rotation), Rotation, "from 0 to 180 degrees");
        Require(Translation is >= 0 and <= 1, nameof(Translation), Translation, "from 0 to 1");
        Require(Brightness is >= 0 and <= 1, nameof(Brightness), Brightness, "from 0 to 1");
        Require(Contrast is >= 0 and <= 1, nameof(Contrast), Contrast, "from 0 to 1");
        Require(Saturation is >= 0 and <= 1, nameof(Saturation), Saturation, "from 0 to 1");
        Require(Hue is >= 0 and <= 0.5, nameof(Hue), Hue, "from 0 to 0.5");
        Require(Grayscale is >= 0 and <= 1, nameof(Grayscale), Grayscale, "from 0 to 1");
        Require(Blur is >= 0 and <= 1, nameof(Blur), Blur, "from 0 to 1");
        Require(BlurSigma is >= 0.1 and <= 20, nameof(BlurSigma), BlurSigma, "from 0.1 to 20 pixels");
        Require(RandAugment is >= 0 and <= 10, nameof(RandAugment), RandAugment, "from 0 to 10 operations");
        Require(RandAugment == 0 || !TrivialAugment, nameof(RandAugment), RandAugment, "0 with TrivialAugment: use one of them");
        Require(RandMagnitude is >= 0 and <= 30, nameof(RandMagnitude), RandMagnitude, "from 0 to 30");
        Require(Erasing is >= 0 and <= 1, nameof(Erasing), Erasing, "from 0 to 1");
        Require(Mixup is >= 0 and <= 1, nameof(Mixup), Mixup, "from 0 to 1");
        Require(Cutmix is >= 0 and <= 1, nameof(Cutmix), Cutmix, "from 0 to 1");
    }

    private static void Require(bool condition, string setting, double value, string needed)
    {
        if (!condition)
            throw new ArgumentException($"The augmentation's {setting} is {value}, but must be {needed}.");
    }
}

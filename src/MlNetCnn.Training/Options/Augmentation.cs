namespace MlNetCnn.Training;

/// <summary>
/// What happens at random to the images of a training batch, on the device and never at evaluation. The random numbers follow from the
/// seed, the epoch and the batch alone, one set an image; switching one kind on leaves the draws of the others as they were.
/// </summary>
/// <remarks>In this order: crop, flip, rotation and translation, brightness, contrast; after normalization erasing and mixup.</remarks>
public sealed record Augmentation
{
    /// <summary>Images as they are.</summary>
    public static Augmentation None { get; } = new();

    /// <summary>What is usual for images of 32×32: a crop from 4 pixels of padding, and a horizontal flip.</summary>
    public static Augmentation Cifar { get; } = new() { CropPadding = 4, HorizontalFlip = true };

    /// <summary>Pixels of black put around the image before a part of its own size is cut out at random; 0 to 255. Default: 0, no crop.</summary>
    public int CropPadding { get; init; }

    /// <summary>Whether half of the images are mirrored, left to right. Default: no.</summary>
    public bool HorizontalFlip { get; init; }

    /// <summary>The largest angle of a rotation about the image's centre, either way, in degrees from 0 to 180. Default: 0.</summary>
    public double Rotation { get; init; }

    /// <summary>The longest way the image is moved along each axis, as a share of its side from 0 to 1. Default: 0.</summary>
    public double Translation { get; init; }

    /// <summary>Pixels are multiplied by a factor from 1 − this to 1 + this; 0 to 1. As torchvision's <c>ColorJitter</c>. Default: 0.</summary>
    public double Brightness { get; init; }

    /// <summary>The distance of pixels from the image's mean is multiplied by a factor from 1 − this to 1 + this; 0 to 1. Default: 0.</summary>
    public double Contrast { get; init; }

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

    internal bool MovesPixels => Rotation > 0 || Translation > 0;

    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    internal void Check()
    {
        Require(CropPadding is >= 0 and <= 255, nameof(CropPadding), CropPadding, "from 0 to 255 pixels");
        Require(Rotation is >= 0 and <= 180, nameof(Rotation), Rotation, "from 0 to 180 degrees");
        Require(Translation is >= 0 and <= 1, nameof(Translation), Translation, "from 0 to 1");
        Require(Brightness is >= 0 and <= 1, nameof(Brightness), Brightness, "from 0 to 1");
        Require(Contrast is >= 0 and <= 1, nameof(Contrast), Contrast, "from 0 to 1");
        Require(Erasing is >= 0 and <= 1, nameof(Erasing), Erasing, "from 0 to 1");
        Require(Mixup is >= 0 and <= 1, nameof(Mixup), Mixup, "from 0 to 1");
    }

    private static void Require(bool condition, string setting, double value, string needed)
    {
        if (!condition)
            throw new ArgumentException($"The augmentation's {setting} is {value}, but must be {needed}.");
    }
}

namespace MlNetCnn.Training;

/// <summary>Random operations of given strengths, as torchvision's <c>TrivialAugmentWide</c> and <c>RandAugment</c> have them, with 31 strengths.</summary>
internal sealed class AugmentationPolicy
{
    private const int Strengths = 31;
    private static readonly int Operations = Enum.GetValues<PolicyOperation>().Length;

    private readonly double _shear, _rotation, _factor;
    private readonly double? _translation; // in pixels, or 150/331 of the side
    private readonly int _bits;

    private AugmentationPolicy(double shear, double? translation, double rotation, double factor, int bits) =>
        (_shear, _translation, _rotation, _factor, _bits) = (shear, translation, rotation, factor, bits);

    public static AugmentationPolicy TrivialWide { get; } = new(shear: 0.99, translation: 32, rotation: 135, factor: 0.99, bits: 6);

    public static AugmentationPolicy Rand { get; } = new(shear: 0.3, translation: null, rotation: 30, factor: 0.9, bits: 4);

    /// <summary>One random operation.</summary>
    /// <param name="image">The image.</param>
    /// <param name="strength">0 to 30; null for any.</param>
    /// <param name="draws">The random numbers; moved on.</param>
    public void Apply(ImageCanvas image, int? strength, ref DrawSequence draws)
    {
        var operation = (PolicyOperation)draws.Below(Operations);
        var any = draws.Below(Strengths);
        Apply(image, operation, strength ?? any, isNegative: draws.Below(2) == 1);
    }

    /// <param name="image">The image.</param>
    /// <param name="operation">What is done.</param>
    /// <param name="strength">0 to 30.</param>
    /// <param name="isNegative">Whether it is done the other way round, where there is one.</param>
    public void Apply(ImageCanvas image, PolicyOperation operation, int strength, bool isNegative)
    {
        var share = (double)strength / (Strengths - 1);
        var signed = isNegative ? -share : share;
        switch (operation)
        {
            case PolicyOperation.ShearX:
                image.Move(AffineMap.ShearX(signed * _shear, image.Height));
                break;
            case PolicyOperation.ShearY:
                image.Move(AffineMap.ShearY(signed * _shear, image.Width));
                break;
            case PolicyOperation.TranslateX:
                image.Move(AffineMap.Translation(Math.Truncate(signed * Longest(image.Width)), 0));
                break;
            case PolicyOperation.TranslateY:
                image.Move(AffineMap.Translation(0, Math.Truncate(signed * Longest(image.Height))));
                break;
            case PolicyOperation.Rotate:
                image.Move(AffineMap.Rotation(signed * _rotation));
                break;
            case PolicyOperation.Brightness:
                image.Tones.Brightness(1 + (signed * _factor));
                break;
            case PolicyOperation.Saturation:
                image.ShiftColors(1 + (signed * _factor), hue: 0);
                break;
            case PolicyOperation.Contrast:
                image.Tones.Contrast(1 + (signed * _factor));
                break;
            case PolicyOperation.Sharpness:
                image.Sharpen(1 + (signed * _factor));
                break;
            case PolicyOperation.Posterize:
                image.Tones.Posterize(8 - (int)Math.Round(share * _bits));
                break;
            case PolicyOperation.Solarize:
                image.Tones.Solarize(255 * (1 - share));
                break;
            case PolicyOperation.AutoContrast:
                image.Tones.AutoContrast();
                break;
            case PolicyOperation.Equalize:
                image.Tones.Equalize();
                break;
        }
    }

    private double Longest(int side) => _translation ?? (150.0 / 331 * side);
}

namespace MlNetCnn.Training;

/// <summary>
/// Where each pixel of a result comes from, in pixels from the image's center: x = XX·x + XY·y + X0, y = YX·x + YY·y + Y0. The signs are those of
/// torchvision's <c>affine</c> and <c>rotate</c>.
/// </summary>
internal readonly record struct AffineMap(double XX, double XY, double X0, double YX, double YY, double Y0)
{
    public static AffineMap Identity { get; } = new(1, 0, 0, 0, 1, 0);

    /// <summary>Against the clock.</summary>
    public static AffineMap Rotation(double degrees)
    {
        var (sine, cosine) = Math.SinCos(degrees * Math.PI / 180);
        return new(cosine, -sine, 0, sine, cosine, 0);
    }

    /// <summary>To the right and down.</summary>
    public static AffineMap Translation(double x, double y) => new(1, 0, -x, 0, 1, -y);

    /// <summary>Along x, the top row stays.</summary>
    public static AffineMap ShearX(double slope, int height) => new(1, slope, slope * height / 2, 0, 1, 0);

    /// <summary>Along y, the left column stays.</summary>
    public static AffineMap ShearY(double slope, int width) => new(1, 0, 0, slope, 1, slope * width / 2);

    /// <summary>This, done to the image first, and then another.</summary>
    public AffineMap Then(AffineMap next) => new(
        (XX * next.XX) + (XY * next.YX), (XX * next.XY) + (XY * next.YY), (XX * next.X0) + (XY * next.Y0) + X0,
        (YX * next.XX) + (YY * next.YX), (YX * next.XY) + (YY * next.YY), (YX * next.X0) + (YY * next.Y0) + Y0);
}

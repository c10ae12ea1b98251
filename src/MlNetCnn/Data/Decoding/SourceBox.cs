namespace MlNetCnn;

/// <summary>A part of an image, in pixels and fractions of them.</summary>
internal readonly record struct SourceBox(double Top, double Left, double Height, double Width)
{
    public static SourceBox Whole(Size2d size) => new(0, 0, size.Height, size.Width);

    public bool IsWhole(int width, int height) => this == new SourceBox(0, 0, height, width);

    public SourceBox Scaled(double scale) => new(Top * scale, Left * scale, Height * scale, Width * scale);
}

namespace MlNetCnn;

/// <summary>Which part of an image is shown, and where in the target.</summary>
/// <param name="Box">The part of the source, in its pixels.</param>
/// <param name="Inner">The size that part gets.</param>
/// <param name="Top">The rows of the target above it.</param>
/// <param name="Left">The columns of the target before it.</param>
internal readonly record struct Frame(SourceBox Box, Size2d Inner, int Top, int Left)
{
    /// <summary>The frame that a way of resizing makes.</summary>
    public static Frame Of(ResizeMode mode, Size2d source, Size2d target)
    {
        var (vertical, horizontal) = ((double)target.Height / source.Height, (double)target.Width / source.Width);
        switch (mode)
        {
            case ResizeMode.Crop:
                var cover = Math.Max(vertical, horizontal);
                var (height, width) = (Math.Min(source.Height, target.Height / cover), Math.Min(source.Width, target.Width / cover));
                return new Frame(new SourceBox((source.Height - height) / 2, (source.Width - width) / 2, height, width), target, 0, 0);
            case ResizeMode.Pad:
                var fit = Math.Min(vertical, horizontal);
                var inner = new Size2d(Side(source.Height * fit, target.Height), Side(source.Width * fit, target.Width));
                return new Frame(SourceBox.Whole(source), inner, (target.Height - inner.Height) / 2, (target.Width - inner.Width) / 2);
            default:
                return new Frame(SourceBox.Whole(source), target, 0, 0);
        }

        static int Side(double side, int most) => Math.Clamp((int)Math.Round(side), 1, most);
    }

    /// <summary>The same with height and width exchanged, for an image that is stored lying on its side.</summary>
    public Frame Turned() => new(new SourceBox(Box.Left, Box.Top, Box.Width, Box.Height), new Size2d(Inner.Width, Inner.Height), Left, Top);
}

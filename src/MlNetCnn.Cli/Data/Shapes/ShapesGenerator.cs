namespace MlNetCnn.Cli;

/// <summary>
/// Draws the bundled data set: gray images of ten shapes, filled or as outlines, at random places, sizes, angles and brightnesses, partly
/// hidden and among distracting lines and dots. Too hard for a linear model of the pixels. The same seed gives the same pixels.
/// </summary>
internal static class ShapesGenerator
{
    /// <summary>The seed of the files in the repository.</summary>
    public const int DefaultSeed = 1;

    public const int DefaultTrainCount = 6000;

    public const int DefaultTestCount = 1000;

    /// <summary>Height and width of an image.</summary>
    public const int Size = 28;

    private const double Middle = Size / 2.0;

    // These constants set the difficulty: see data/README.md for the accuracies they give.
    private const double Shift = 3.25;
    private const double Tilt = 0.35;

    /// <summary>
    /// Balanced training and test sets in random order; where the count is no multiple of ten, the first classes have one more image. The
    /// test images do not depend on <paramref name="trainCount"/>.
    /// </summary>
    public static (ImageSet Train, ImageSet Test) Generate(int seed, int trainCount, int testCount) =>
        (Generate(new Random(seed), trainCount), Generate(new Random(~seed), testCount));

    private static ImageSet Generate(Random random, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var shapes = ShapeCatalog.Shapes;
        int[] labels = [.. Enumerable.Range(0, count).Select(i => i % shapes.Length)];
        random.Shuffle(labels);
        var pixels = new byte[count * Size * Size];
        for (var i = 0; i < count; i++)
            Draw(shapes[labels[i]].Outline, random).CopyTo(pixels.AsSpan(i * Size * Size, Size * Size));
        return new ImageSet(new TensorShape(1, Size, Size), pixels, [.. labels], ShapeCatalog.Names);
    }

    private static Drawing Draw(Polygon outline, Random random)
    {
        var drawing = new Drawing(Size);
        var shape = Place(outline, random);
        var filled = random.NextDouble() < 0.5;
        var stroke = Between(random, 1.6, 2.6);
        var brightness = Between(random, 0.5, 1);
        drawing.Paint(point => filled ? shape.SignedDistance(point) : Math.Abs(shape.SignedDistance(point)) - stroke / 2, brightness);
        if (random.NextDouble() < 0.4)
            Line(drawing, random, length: Between(random, 8, 16), width: Between(random, 1.5, 3), brightness: 0);
        if (random.Next(2) == 1)
            Line(drawing, random, length: Between(random, 4, 12), width: Between(random, 1, 2), brightness: Between(random, 0.4, 1));
        for (var dots = random.Next(8); dots > 0; dots--)
            drawing.Dot(random.Next(Size * Size), Between(random, 0.2, 1));
        return drawing;
    }

    private static Polygon Place(Polygon outline, Random random)
    {
        var radius = Between(random, 7.5, 11.5);
        var squeeze = Between(random, 0.8, 1);
        var angle = Between(random, -Tilt, Tilt);
        var center = new Point(Between(random, Middle - Shift, Middle + Shift), Between(random, Middle - Shift, Middle + Shift));
        var (across, down) = (Point.Polar(angle, radius * squeeze), Point.Polar(angle + Math.PI / 2, radius));
        return outline.Map(corner => center + corner.X * across + corner.Y * down);
    }

    private static void Line(Drawing drawing, Random random, double length, double width, double brightness)
    {
        var middle = new Point(Between(random, 0, Size), Between(random, 0, Size));
        var half = Point.Polar(Between(random, 0, Math.PI), length / 2);
        var line = new LineSegment(middle - half, middle + half);
        drawing.Paint(point => line.Distance(point) - width / 2, brightness);
    }

    private static double Between(Random random, double low, double high) => low + (high - low) * random.NextDouble();
}

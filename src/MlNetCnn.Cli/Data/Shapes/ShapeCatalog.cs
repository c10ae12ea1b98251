using System.Collections.Immutable;

namespace MlNetCnn.Cli;

/// <summary>
/// The ten shapes of the bundled data set, upright, centered at the origin, with a radius of about 1 (the heart's is 1.14).
/// </summary>
internal static class ShapeCatalog
{
    private const double FullTurn = 2 * Math.PI;
    private const double Up = -Math.PI / 2;

    /// <summary>In the order of their labels.</summary>
    public static ImmutableArray<(string Name, Polygon Outline)> Shapes { get; } =
    [
        ("circle", Regular(32, 0.9)),
        ("triangle", Regular(3, 1)),
        ("square", Corners((-0.7, -0.7), (0.7, -0.7), (0.7, 0.7), (-0.7, 0.7))),
        ("pentagon", Regular(5, 0.95)),
        ("star", Star()),
        ("cross", Cross()),
        ("heart", Heart()),
        ("arrow", Corners((0, -1), (0.75, -0.1), (0.27, -0.1), (0.27, 0.95), (-0.27, 0.95), (-0.27, -0.1), (-0.75, -0.1))),
        ("crescent", Crescent()),
        ("drop", Drop()),
    ];

    public static ImmutableArray<string> Names { get; } = [.. Shapes.Select(shape => shape.Name)];

    private static Polygon Corners(params (double X, double Y)[] corners) => new([.. corners.Select(c => new Point(c.X, c.Y))]);

    private static Polygon Regular(int corners, double radius) => Curve(corners, t => Point.Polar(Up + FullTurn * t, radius));

    private static Polygon Star() => new([.. Enumerable.Range(0, 10).Select(i => Point.Polar(Up + FullTurn * i / 10, i % 2 == 0 ? 1 : 0.42))]);

    private static Polygon Cross()
    {
        const double Arm = 0.95, Half = 0.28;
        return Corners(
            (-Half, -Arm), (Half, -Arm), (Half, -Half), (Arm, -Half), (Arm, Half), (Half, Half),
            (Half, Arm), (-Half, Arm), (-Half, Half), (-Arm, Half), (-Arm, -Half), (-Half, -Half));
    }

    private static Polygon Heart() => Curve(40, t =>
    {
        var angle = FullTurn * t;
        var sine = Math.Sin(angle);
        var height = 13 * Math.Cos(angle) - 5 * Math.Cos(2 * angle) - 2 * Math.Cos(3 * angle) - Math.Cos(4 * angle);
        return new Point(sine * sine * sine, -(height + 2.5) / 16);
    });

    private static Polygon Crescent()
    {
        // An arc of the outer circle, and back along an arc about a point to its right.
        var outer = Enumerable.Range(0, 25).Select(i => Point.Polar(FullTurn * (0.13 + 0.74 * i / 24), 0.95));
        var (tip, center) = (Point.Polar(FullTurn * 0.13, 0.95), new Point(0.5, 0));
        var (radius, angle) = (Math.Sqrt(Point.Dot(tip - center, tip - center)), Math.Atan2(tip.Y - center.Y, tip.X - center.X));
        var inner = Enumerable.Range(1, 18).Select(i => center + Point.Polar(-angle - (FullTurn - 2 * angle) * i / 19, radius));
        return new Polygon([.. outer, .. inner]);
    }

    private static Polygon Drop() => Curve(32, t =>
    {
        var angle = FullTurn * t;
        var half = Math.Sin(angle / 2);
        return new Point(0.72 * Math.Sin(angle) * half, -0.97 * Math.Cos(angle));
    });

    private static Polygon Curve(int corners, Func<double, Point> at) => new([.. Enumerable.Range(0, corners).Select(i => at((double)i / corners))]);
}

using CsCheck;

namespace MlNetCnn.Cli.Tests;

public class PolygonTests
{
    private static readonly Polygon Square = new([new(-1, -1), new(1, -1), new(1, 1), new(-1, 1)]);

    [Theory]
    [InlineData(0, 0, -1)]
    [InlineData(0.5, 0, -0.5)]
    [InlineData(0, 1, 0)]
    [InlineData(3, 0, 2)]
    [InlineData(4, 5, 5)]
    public void SignedDistance_Square_IsNegativeInsidePositiveOutside(double x, double y, double expected) =>
        Assert.Equal(expected, Square.SignedDistance(new Point(x, y)), precision: 12);

    [Fact]
    public void SignedDistance_EveryShape_ChangesNoFasterThanThePoint()
    {
        var point = Gen.Select(Gen.Double[-2, 2], Gen.Double[-2, 2]).Select((x, y) => new Point(x, y));
        Gen.Select(Gen.Int[0, 9], point, point).Sample((shape, a, b) =>
        {
            var outline = ShapeCatalog.Shapes[shape].Outline;
            var apart = Math.Sqrt(Point.Dot(a - b, a - b));
            return Math.Abs(outline.SignedDistance(a) - outline.SignedDistance(b)) <= apart + 1e-12;
        });
    }

    [Fact]
    public void Shapes_All_AreOfOneSizeAboutTheOrigin() => Assert.All(ShapeCatalog.Shapes, shape =>
    {
        Assert.InRange(shape.Outline.Corners.Max(corner => Math.Sqrt(Point.Dot(corner, corner))), 0.9, 1.15);
        Assert.InRange(Area(shape.Outline), 0.9, 3);
    });

    private static double Area(Polygon polygon)
    {
        var corners = polygon.Corners;
        return Math.Abs(corners.Select((a, i) => (a, b: corners[(i + 1) % corners.Length])).Sum(e => e.a.X * e.b.Y - e.b.X * e.a.Y)) / 2;
    }
}

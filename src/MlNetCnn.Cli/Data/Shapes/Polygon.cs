using System.Collections.Immutable;

namespace MlNetCnn.Cli;

/// <summary>A simple polygon, which may be concave.</summary>
internal sealed record Polygon(ImmutableArray<Point> Corners)
{
    public Polygon Map(Func<Point, Point> move) => new([.. Corners.Select(move)]);

    /// <summary>Negative inside, positive outside.</summary>
    public double SignedDistance(Point point)
    {
        var (nearest, inside) = (double.PositiveInfinity, false);
        var from = Corners[^1];
        foreach (var to in Corners)
        {
            nearest = Math.Min(nearest, new LineSegment(from, to).Distance(point));
            // Even-odd rule: count the edges that a ray to the right crosses.
            if (from.Y > point.Y != to.Y > point.Y
                && point.X < from.X + (to.X - from.X) * (point.Y - from.Y) / (to.Y - from.Y))
                inside = !inside;
            from = to;
        }
        return inside ? -nearest : nearest;
    }
}

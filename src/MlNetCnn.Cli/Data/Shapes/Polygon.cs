using System.Collections.Immutable;

namespace MlNetCnn.Cli;

/// <summary>A closed outline of straight edges, which may be concave but does not cross itself.</summary>
internal sealed record Polygon(ImmutableArray<Point> Corners)
{
    /// <summary>The polygon with every corner moved.</summary>
    public Polygon Map(Func<Point, Point> move) => new([.. Corners.Select(move)]);

    /// <summary>How far a point is from the outline: negative inside, positive outside.</summary>
    public double SignedDistance(Point point)
    {
        var (nearest, inside) = (double.PositiveInfinity, false);
        var from = Corners[^1];
        foreach (var to in Corners)
        {
            nearest = Math.Min(nearest, new LineSegment(from, to).Distance(point));
            // Even-odd rule: each edge that a ray to the right crosses changes the side.
            if (from.Y > point.Y != to.Y > point.Y
                && point.X < from.X + (to.X - from.X) * (point.Y - from.Y) / (to.Y - from.Y))
                inside = !inside;
            from = to;
        }
        return inside ? -nearest : nearest;
    }
}

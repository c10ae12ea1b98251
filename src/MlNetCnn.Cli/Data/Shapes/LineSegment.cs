namespace MlNetCnn.Cli;

internal readonly record struct LineSegment(Point From, Point To)
{
    public double Distance(Point point)
    {
        var (along, toPoint) = (To - From, point - From);
        var share = Math.Clamp(Point.Dot(toPoint, along) / Point.Dot(along, along), 0, 1);
        var away = toPoint - share * along;
        return Math.Sqrt(Point.Dot(away, away));
    }
}

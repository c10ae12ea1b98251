namespace MlNetCnn.Cli;

/// <summary>x to the right, y down.</summary>
internal readonly record struct Point(double X, double Y)
{
    public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y);

    public static Point operator -(Point a, Point b) => new(a.X - b.X, a.Y - b.Y);

    public static Point operator *(double factor, Point a) => new(factor * a.X, factor * a.Y);

    public static double Dot(Point a, Point b) => a.X * b.X + a.Y * b.Y;

    /// <summary>From polar coordinates: radians clockwise from the right, and the distance from the origin.</summary>
    public static Point Polar(double angle, double radius) => new(radius * Math.Cos(angle), radius * Math.Sin(angle));
}

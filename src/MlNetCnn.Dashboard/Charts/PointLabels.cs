namespace MlNetCnn.Dashboard;

/// <summary>Where the names of points stand so that none lies on another: to the right, the left, above or below; a number where there is no room, and nothing where not even that has any.</summary>
internal static class PointLabels
{
    private const double CharacterWidth = 6.2, Height = 13, Gap = 9;

    /// <summary>For each point its label, the place of its text and how that is anchored; null where it has none.</summary>
    /// <param name="points">Places in the drawing, with the whole label and the short one.</param>
    /// <param name="plot">What labels stay within.</param>
    public static (string Text, double X, double Y, string Anchor)?[] Of(IReadOnlyList<(double X, double Y, string Label, string Short)> points, (double Left, double Right, double Top, double Bottom) plot)
    {
        var taken = points.Select(p => (Left: p.X - 6, Top: p.Y - 6, Right: p.X + 6, Bottom: p.Y + 6)).ToList();
        return [.. points.Select(Place)];

        (string, double, double, string)? Place((double X, double Y, string Label, string Short) point)
        {
            foreach (var text in new[] { point.Label, point.Short })
            {
                var width = text.Length * CharacterWidth;
                foreach (var (x, y, anchor, left) in new[]
                {
                    (point.X + Gap, point.Y + 4, "start", point.X + Gap), (point.X - Gap, point.Y + 4, "end", point.X - Gap - width),
                    (point.X, point.Y - Gap, "middle", point.X - (width / 2)), (point.X, point.Y + Gap + 9, "middle", point.X - (width / 2)),
                })
                {
                    var box = (Left: left, Top: y - Height + 3, Right: left + width, Bottom: y + 3);
                    if (box.Left < plot.Left || box.Right > plot.Right || box.Top < plot.Top || box.Bottom > plot.Bottom
                        || taken.Any(other => box.Left < other.Right && other.Left < box.Right && box.Top < other.Bottom && other.Top < box.Bottom))
                        continue;
                    taken.Add(box);
                    return (text, x, y, anchor);
                }
            }
            return null;
        }
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace MlNetCnn.Dashboard;

/// <summary>Curves prepared for drawing: axes, points in SVG units, and best points.</summary>
internal sealed class LineDrawing
{
    public const double Left = 64, Right = 626, Top = 12, Bottom = 254;

    // Each bucket draws its lowest and highest point, so this suffices for the width of a chart.
    private const int Buckets = 200;

    // Pages that show the same curves, for example of one run, share the drawing.
    private static readonly ConditionalWeakTable<IReadOnlyList<ChartSeries>, LineDrawing> Plain = [];

    private LineDrawing(IReadOnlyList<ChartSeries> series, ChartView view)
    {
        var (low, high) = view.Window ?? RangeOf(series);
        var shown = series.Select(s => Curve.Thin(Within(Curve.Smooth(s.Points, view.Smoothing)), Buckets)).ToArray();
        Best = [.. series.Select(Curve.BestOf).OfType<ChartPoint>().Where(p => p.X >= low && p.X <= high && IsDrawn(p))];
        X = ChartAxis.Linear(low, high);
        Y = ChartAxis.Of(shown.SelectMany(points => points.Select(p => p.Y)).Concat(Best.Select(b => b.Y)), view.IsLogarithmic);
        Lines = [.. shown.Select(points => string.Join(' ', points.Where(IsDrawn).Select(p => $"{Text(XOf(p.X))},{Text(YOf(p.Y))}")))];

        IReadOnlyList<ChartPoint> Within(IReadOnlyList<ChartPoint> points) => view.Window is null ? points : [.. points.Where(p => p.X >= low && p.X <= high)];

        bool IsDrawn(ChartPoint point) => double.IsFinite(point.Y) && (!view.IsLogarithmic || point.Y > 0);
    }

    public ChartAxis X { get; }

    public ChartAxis Y { get; }

    /// <summary>The points of each curve for an SVG polyline.</summary>
    public ImmutableArray<string> Lines { get; }

    /// <summary>The visible best points.</summary>
    public ImmutableArray<ChartPoint> Best { get; }

    public static LineDrawing Of(IReadOnlyList<ChartSeries> series, ChartView view) =>
        view == default ? Plain.GetValue(series, s => new LineDrawing(s, default)) : new LineDrawing(series, view);

    /// <summary>The range of X; from 0 to 1 where there is no point.</summary>
    public static (double Low, double High) RangeOf(IReadOnlyList<ChartSeries> series)
    {
        var some = series.Where(s => s.Points.Count > 0);
        return some.Any() ? (some.Min(s => s.Points.Min(p => p.X)), some.Max(s => s.Points.Max(p => p.X))) : (0, 1);
    }

    public double XOf(double value) => Left + X.Share(value) * (Right - Left);

    public double YOf(double value) => Bottom - Y.Share(value) * (Bottom - Top);

    /// <summary>An SVG coordinate with one decimal.</summary>
    public static string Text(double place) => place.ToString("0.#", CultureInfo.InvariantCulture);
}

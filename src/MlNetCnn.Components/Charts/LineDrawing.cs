using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace MlNetCnn.Components.Parts;

/// <summary>Curves prepared for drawing: axes, and points in SVG units.</summary>
public sealed class LineDrawing
{
    internal const double Left = 64, Right = 626, Top = 12, Bottom = 254;

    // Each bucket draws its lowest and highest point: no spike is lost, and each update sends all of them to each page.
    private const int Buckets = 100;

    // Pages that show the same curves, for example of one run, share the drawing.
    private static readonly ConditionalWeakTable<IReadOnlyList<ChartSeries>, LineDrawing> Plain = [];

    private readonly bool _isLogarithmic;

    private LineDrawing(IReadOnlyList<ChartSeries> series, ChartView view, (double From, double To)? window, Func<ChartSeries, bool> isShown)
    {
        _isLogarithmic = view.IsLogarithmic;
        var (low, high) = window ?? RangeOf(series);
        var shown = series.Select((s, i) => (Series: s, Index: i)).Where(s => isShown(s.Series)).Select(s => (s.Series, s.Index, Points: Visible(Curve.Smooth(s.Series.Points, view.Smoothing)),
            Raw: view.Smoothing > 0 ? Visible(s.Series.Points) : [], Band: view.Smoothing > 0 ? [] : s.Series.Band.Where(b => b.X >= low && b.X <= high && IsDrawn(b.Low)).ToArray())).ToArray();
        var best = shown.Select(s => (s.Index, Best: Curve.BestOf(s.Series))).Where(s => s.Best is { } b && b.X >= low && b.X <= high && IsDrawn(b.Y)).ToDictionary(s => s.Index, s => s.Best!.Value);
        X = ChartAxis.Linear(low, high);
        Y = ChartAxis.Of(shown.SelectMany(s => s.Points.Concat(s.Raw).Select(p => p.Y).Concat(s.Band.SelectMany(b => new[] { b.Low, b.High }))).Concat(best.Values.Select(b => b.Y)), view.IsLogarithmic);
        Lines = [.. shown.Select(s => new DrawnLine(s.Index, Draw(s.Points), Draw(s.Raw),
            string.Join(' ', s.Band.Select(b => At(b.X, b.High)).Concat(s.Band.Reverse().Select(b => At(b.X, b.Low)))),
            best.TryGetValue(s.Index, out var point) ? point : null))];

        IReadOnlyList<ChartPoint> Visible(IReadOnlyList<ChartPoint> points) => Curve.Thin(window is null ? points : [.. points.Where(p => p.X >= low && p.X <= high)], Buckets);
    }

    internal ChartAxis X { get; }

    internal ChartAxis Y { get; }

    /// <summary>The curves that are shown.</summary>
    internal ImmutableArray<DrawnLine> Lines { get; }

    internal static LineDrawing Of(IReadOnlyList<ChartSeries> series, ChartView view, ChartGroup group) =>
        view == default && group is { Window: null, HidesSome: false } ? Plain.GetValue(series, s => new LineDrawing(s, default, null, _ => true)) : new LineDrawing(series, view, group.Window, group.Shows);

    /// <summary>The range of X; from 0 to 1 where there is no point.</summary>
    internal static (double Low, double High) RangeOf(IReadOnlyList<ChartSeries> series)
    {
        var some = series.Where(s => s.Points.Count > 0);
        return some.Any() ? (some.Min(s => s.Points.Min(p => p.X)), some.Max(s => s.Points.Max(p => p.X))) : (0, 1);
    }

    internal double XOf(double value) => Left + (X.Share(value) * (Right - Left));

    internal double YOf(double value) => Bottom - (Y.Share(value) * (Bottom - Top));

    /// <summary>An SVG coordinate with one decimal.</summary>
    internal static string Text(double place) => place.ToString("0.#", CultureInfo.InvariantCulture);

    private string Draw(IEnumerable<ChartPoint> points) => string.Join(' ', points.Where(p => IsDrawn(p.Y)).Select(p => At(p.X, p.Y)));

    private string At(double x, double y) => $"{Text(XOf(x))},{Text(YOf(y))}";

    private bool IsDrawn(double y) => double.IsFinite(y) && (!_isLogarithmic || y > 0);
}

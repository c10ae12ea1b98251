namespace MlNetCnn;

/// <summary>One class against the rest at every threshold, from the highest down.</summary>
internal sealed class OperatingCurve
{
    private readonly float[] _scores;
    private readonly bool[] _isOfClass;
    private readonly double _of;
    private readonly double _others;

    /// <summary><paramref name="scores"/> are the class's probabilities; both arrays are sorted in place.</summary>
    public OperatingCurve(float[] scores, bool[] isOfClass)
    {
        Array.Sort(scores, isOfClass);
        (_scores, _isOfClass) = (scores, isOfClass);
        _of = isOfClass.Count(true);
        _others = isOfClass.Length - _of;
    }

    /// <summary>Whether there are images of the class and others.</summary>
    public bool HasBoth => _of > 0 && _others > 0;

    public (double RocAuc, double AveragePrecision) Areas()
    {
        var (area, average, before) = (0.0, 0.0, default(OperatingPoint));
        foreach (var point in Points())
        {
            area += (point.FalsePositiveRate - before.FalsePositiveRate) * (point.Recall + before.Recall) / 2;
            average += (point.Recall - before.Recall) * point.Precision;
            before = point;
        }
        return (Math.Min(1, area), Math.Min(1, average));
    }

    public IEnumerable<OperatingPoint> Points()
    {
        var right = 0;
        for (var at = _scores.Length - 1; at >= 0; at--)
        {
            right += _isOfClass[at] ? 1 : 0;
            // Images of equal probability are on the same side of every threshold.
            if (at > 0 && _scores[at - 1] == _scores[at])
                continue;
            var taken = _scores.Length - at;
            yield return new(_scores[at], right / _of, (taken - right) / _others, (double)right / taken);
        }
    }

    /// <summary>At most so many points, evenly along the ROC curve; the first and the last are among them.</summary>
    public IEnumerable<OperatingPoint> Points(int most)
    {
        var all = Points().ToArray();
        if (all.Length <= most)
            return all;
        // Recall and false positive rate rise from 0 to 1 each.
        var (start, step) = (Way(all[0]), (2 - Way(all[0])) / (most - 1));
        var thinned = all.GroupBy(p => (int)((Way(p) - start) / step)).Select(g => g.First()).Take(most - 1);
        return thinned.Append(all[^1]);

        static double Way(OperatingPoint point) => point.Recall + point.FalsePositiveRate;
    }
}

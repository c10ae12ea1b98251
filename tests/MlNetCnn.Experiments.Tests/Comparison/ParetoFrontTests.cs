using CsCheck;

namespace MlNetCnn.Experiments.Tests;

public sealed class ParetoFrontTests
{
    [Fact]
    public void Of_Points_MarksThoseThatNoneBeats() =>
        Assert.Equal([true, false, true, true, true, false], ParetoFront.Of([(0.9, 10), (0.8, 11), (0.8, 5), (0.8, 5), (0.95, 100), (double.NaN, 0)]));

    [Fact]
    public void Of_AnyPoints_FrontIsNeverEmptyAndNoneOnItBeatsAnother() => Gen.Select(Gen.Int[0, 9], Gen.Int[0, 9]).List[1, 12].Sample(points =>
    {
        (double Value, double Cost)[] all = [.. points.Select(p => ((double)p.Item1, (double)p.Item2))];
        var front = ParetoFront.Of(all);
        var on = all.Where((_, i) => front[i]).ToArray();
        return on.Length > 0
            && all.All(p => on.Any(o => o.Value >= p.Value && o.Cost <= p.Cost))
            && !on.Any(a => on.Any(b => a != b && a.Value >= b.Value && a.Cost <= b.Cost));
    });
}

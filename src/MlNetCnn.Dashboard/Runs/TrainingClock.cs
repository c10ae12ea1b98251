using MlNetCnn.Training;

namespace MlNetCnn.Dashboard;

/// <summary>How long a run had trained at a place of its curves.</summary>
internal sealed class TrainingClock(IReadOnlyList<EpochMetrics> epochs)
{
    private readonly double[] _ends = Ends(epochs);

    /// <summary>The minutes up to an epoch, 2.5 for half of the third; within the current epoch at the pace of the last one.</summary>
    public double Minutes(double epoch)
    {
        var whole = Math.Clamp((int)Math.Floor(epoch), 0, _ends.Length);
        var before = whole == 0 ? 0 : _ends[whole - 1];
        var length = whole < epochs.Count ? epochs[whole].Seconds : epochs.Count > 0 ? epochs[^1].Seconds : 0;
        return (before + ((epoch - whole) * length)) / 60;
    }

    private static double[] Ends(IReadOnlyList<EpochMetrics> epochs)
    {
        var seconds = 0.0;
        return [.. epochs.Select(epoch => seconds += epoch.Seconds)];
    }
}

using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>
/// Writes down how a run's training goes and what it takes, in its folder, where everybody reads it, and then tells of each epoch. A folder
/// that cannot be written ends nothing. Disposed, it writes no more.
/// </summary>
internal sealed class RunTrail : IDisposable
{
    private const int StepsAnEpoch = 10;

    private readonly List<EpochMetrics> _epochs;
    private readonly MetricsFile _metrics;
    private readonly StepsFile _steps;
    private readonly UsageMeter _usage;
    private readonly Action<ChildEpoch> _tell;
    private readonly Action<Exception> _failed;
    private (int Epoch, int Part) _last;
    private bool _isBehind;

    /// <param name="folder">Where to write.</param>
    /// <param name="done">The epochs of the checkpoint that training goes on from.</param>
    /// <param name="device">What is trained on: <c>cpu</c> or <c>cuda:N</c>.</param>
    /// <param name="tell">Told of each epoch.</param>
    /// <param name="failed">Told each time that the folder cannot be written.</param>
    public RunTrail(RunFolder folder, IReadOnlyList<EpochMetrics> done, string device, Action<ChildEpoch> tell, Action<Exception> failed)
    {
        (_epochs, _tell, _failed) = ([.. done], tell, failed);
        _metrics = new MetricsFile(folder.Metrics);
        Write(() => _metrics.Write(done));
        _steps = new StepsFile(folder.Steps);
        _usage = new UsageMeter(folder.Usage, device, TimeProvider.System);
    }

    /// <summary>All epochs so far.</summary>
    public IReadOnlyList<EpochMetrics> Epochs => _epochs;

    /// <summary>An epoch is over.</summary>
    public void Add(EpochMetrics epoch)
    {
        epoch = WithoutHistograms(epoch);
        _epochs.RemoveAll(e => e.Epoch >= epoch.Epoch);
        _epochs.Add(epoch);
        if (_isBehind)
            Write(() => _metrics.Write(_epochs));
        else
            Write(() => _metrics.Add(epoch));
        _tell(new ChildEpoch(epoch));
    }

    /// <summary>A batch is over; of an epoch's a few are kept.</summary>
    public void Add(BatchProgress batch)
    {
        var part = (int)((long)batch.Images * StepsAnEpoch / batch.TotalImages);
        if ((batch.Epoch, part) == _last || part == 0)
            return;
        _last = (batch.Epoch, part);
        try
        {
            _steps.Add(StepMetrics.Of(batch));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _failed(e);
        }
    }

    public void Dispose() => _usage.Dispose();

    /// <summary>The epoch as it is kept: histograms are many numbers.</summary>
    public static EpochMetrics WithoutHistograms(EpochMetrics epoch) => epoch with { WeightHistograms = [] };

    private void Write(Action metrics)
    {
        try
        {
            metrics();
            _isBehind = false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _isBehind = true;
            _failed(e);
        }
    }
}

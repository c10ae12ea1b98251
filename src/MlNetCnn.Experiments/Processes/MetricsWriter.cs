using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>
/// Writes down how a run's training goes and what it takes, in its folder, where everybody reads it, and then tells of each epoch. A folder
/// that cannot be written ends nothing. Disposed, it writes no more.
/// </summary>
internal sealed class MetricsWriter : IDisposable
{
    private const int StepsAnEpoch = 10;

    private readonly IReadOnlyList<EpochMetrics> _epochs;
    private readonly MetricsFile _metrics;
    private readonly StepsFile _steps;
    private readonly UsageMeter _usage;
    private readonly Action<ChildEpoch> _tell;
    private readonly Action<Exception> _failed;
    private (int Epoch, int Part) _last;
    private bool _isBehind;
    private bool _isUnwritable;

    /// <param name="folder">Where to write.</param>
    /// <param name="epochs">All epochs so far; whoever calls <see cref="Add(EpochMetrics)"/> puts more there before.</param>
    /// <param name="device">What is trained on: <c>cpu</c> or <c>cuda:N</c>.</param>
    /// <param name="tell">Told of each epoch.</param>
    /// <param name="failed">Told once when the folder cannot be written.</param>
    public MetricsWriter(RunFolder folder, IReadOnlyList<EpochMetrics> epochs, string device, Action<ChildEpoch> tell, Action<Exception> failed)
    {
        (_epochs, _tell, _failed) = (epochs, tell, failed);
        _metrics = new MetricsFile(folder.Metrics);
        _isBehind = !TryWrite(() => _metrics.Write(epochs));
        _steps = new StepsFile(folder.Steps);
        _usage = new UsageMeter(folder.Usage, device, TimeProvider.System);
    }

    /// <summary>An epoch is over.</summary>
    public void Add(EpochMetrics epoch)
    {
        _isBehind = !TryWrite(_isBehind ? () => _metrics.Write(_epochs) : () => _metrics.Add(epoch));
        _tell(new ChildEpoch(epoch));
    }

    /// <summary>A batch is over; of an epoch's a few are kept.</summary>
    public void Add(BatchProgress batch)
    {
        var part = (int)((long)batch.Images * StepsAnEpoch / batch.TotalImages);
        if ((batch.Epoch, part) == _last || part == 0)
            return;
        _last = (batch.Epoch, part);
        TryWrite(() => _steps.Add(StepMetrics.Of(batch)));
    }

    // Once: where one file finds no room, the others hardly do.
    public void TellUnwritable(Exception e)
    {
        if (!_isUnwritable)
            _failed(e);
        _isUnwritable = true;
    }

    public void Dispose() => _usage.Dispose();

    private bool TryWrite(Action write)
    {
        try
        {
            write();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TellUnwritable(e);
            return false;
        }
    }
}

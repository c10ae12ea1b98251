using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>Writes metrics and resource usage into a run's folder, then reports each epoch. Write errors do not stop training.</summary>
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

    public void Add(EpochMetrics epoch)
    {
        _isBehind = !TryWrite(_isBehind ? () => _metrics.Write(_epochs) : () => _metrics.Add(epoch));
        _tell(new ChildEpoch(epoch));
    }

    /// <summary>Only a few batches of each epoch are kept.</summary>
    public void Add(BatchProgress batch)
    {
        var part = (int)((long)batch.Images * StepsAnEpoch / batch.TotalImages);
        if ((batch.Epoch, part) == _last || part == 0)
            return;
        _last = (batch.Epoch, part);
        TryWrite(() => _steps.Add(StepMetrics.Of(batch)));
    }

    // Only once: if one file cannot be written, the others probably cannot either.
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

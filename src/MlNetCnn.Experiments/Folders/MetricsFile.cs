using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>Metrics by epoch, as CSV. One process writes while others read.</summary>
internal sealed class MetricsFile(string path)
{
    private readonly NumberTable _table = new(path, "epoch", "trainLoss", "trainAccuracy", "validationLoss", "validationAccuracy", "learningRate", "seconds",
        "imagesPerSecond", "isBest", "gradientNorm");
    private int? _last;

    /// <summary>Removes this epoch and later ones first: they come from an interrupted attempt.</summary>
    public void Add(EpochMetrics epoch)
    {
        _last ??= LastOf(Read());
        if (epoch.Epoch <= _last)
            _table.Write(Read().Where(e => e.Epoch < epoch.Epoch).Append(epoch).Select(Cells));
        else
            _table.Append(Cells(epoch));
        _last = epoch.Epoch;
    }

    public void Write(IReadOnlyList<EpochMetrics> epochs)
    {
        _table.Write(epochs.Select(Cells));
        _last = LastOf(epochs);
    }

    public IReadOnlyList<EpochMetrics> Read() => [.. _table.Read().Select(Metrics)];

    /// <summary>See <see cref="NumberTable.ReadOn"/>.</summary>
    public (IReadOnlyList<EpochMetrics> Epochs, long Last, long End) ReadOn(long from)
    {
        var (lines, last, end) = _table.ReadOn(from);
        return ([.. lines.Select(Metrics)], last, end);
    }

    private static int LastOf(IReadOnlyList<EpochMetrics> epochs) => epochs is [.., var last] ? last.Epoch : 0;

    private static double?[] Cells(EpochMetrics e) =>
        [e.Epoch, e.TrainLoss, e.TrainAccuracy, e.ValidationLoss, e.ValidationAccuracy, e.LearningRate, e.Seconds, e.ImagesPerSecond, e.IsBest ? 1 : 0, e.GradientNorm];

    private static EpochMetrics Metrics(double?[] c) =>
        new((int)c[0]!.Value, Number(c[1]), Number(c[2]), c[3], c[4], Number(c[5]), Number(c[6]), Number(c[7]), c[8] == 1) { GradientNorm = c[9] };

    private static double Number(double? cell) => cell ?? double.NaN;
}

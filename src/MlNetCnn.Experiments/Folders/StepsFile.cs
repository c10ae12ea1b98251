namespace MlNetCnn.Experiments;

/// <summary>Metrics within epochs, as CSV. One process writes while others read.</summary>
internal sealed class StepsFile(string path)
{
    private readonly NumberTable _table = new(path, "epoch", "images", "totalImages", "loss", "accuracy", "imagesPerSecond");
    private (int Epoch, int Images)? _last;

    /// <summary>Removes this step and later ones first: they come from an interrupted attempt.</summary>
    public void Add(StepMetrics step)
    {
        _last ??= Read() is [.., var last] ? (last.Epoch, last.Images) : default;
        if ((step.Epoch, step.Images).CompareTo(_last.Value) <= 0)
            _table.Write(Read().Where(s => (s.Epoch, s.Images).CompareTo((step.Epoch, step.Images)) < 0).Append(step).Select(Cells));
        else
            _table.Append(Cells(step));
        _last = (step.Epoch, step.Images);
    }

    public IReadOnlyList<StepMetrics> Read() => [.. _table.Read().Select(Metrics)];

    /// <summary>See <see cref="NumberTable.ReadOn"/>.</summary>
    public (IReadOnlyList<StepMetrics> Steps, long Last, long End) ReadOn(long from)
    {
        var (lines, last, end) = _table.ReadOn(from);
        return ([.. lines.Select(Metrics)], last, end);
    }

    private static double?[] Cells(StepMetrics s) => [s.Epoch, s.Images, s.TotalImages, s.Loss, s.Accuracy, s.ImagesPerSecond];

    private static StepMetrics Metrics(double?[] c) =>
        new((int)c[0]!.Value, (int)c[1]!.Value, (int)c[2]!.Value, c[3] ?? double.NaN, c[4] ?? double.NaN, c[5] ?? double.NaN);
}

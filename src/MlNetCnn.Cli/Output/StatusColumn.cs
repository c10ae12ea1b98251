using MlNetCnn.Training;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MlNetCnn.Cli;

/// <summary>Loss, accuracy, speed and remaining time beside the progress bar.</summary>
internal sealed class StatusColumn(Interruption interruption) : ProgressColumn
{
    private volatile BatchProgress? _latest;

    public BatchProgress? Latest
    {
        get => _latest;
        set => _latest = value;
    }

    protected override bool NoWrap => true;

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
    {
        if (interruption.Stop.IsCancellationRequested)
            return new Text(interruption.Stopping);
        return new Text(Latest is not { } batch
            ? "starting"
            : $"{(batch.Epoch == 0 ? "" : $"loss {batch.Loss:0.0000}  acc {PercentText.Of(batch.Accuracy)}  ")}{batch.ImagesPerSecond:N0}/s  {Left(batch.Remaining)} left");
    }

    private static string Left(TimeSpan time) => time.TotalHours >= 1 ? $"{(int)time.TotalHours}:{time:mm\\:ss}" : $"{time:m\\:ss}";
}

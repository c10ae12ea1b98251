using MlNetCnn.Training;
using Spectre.Console;

namespace MlNetCnn.Cli;

/// <summary>Progress of training: a line per epoch, and a progress bar on a terminal.</summary>
internal static class TrainingDisplay
{
    /// <summary>
    /// <paramref name="train"/> reports each epoch, and each batch unless that callback is null; <paramref name="part"/> begins each line.
    /// </summary>
    public static void Show(Terminal terminal, int epochs, Action<Action<EpochMetrics>, Action<BatchProgress>?> train, Interruption interruption, string part = "")
    {
        var console = terminal.Progress;
        if (!console.Profile.Out.IsTerminal)
        {
            using var told = interruption.Stop.Register(() => terminal.Note($"{char.ToUpperInvariant(interruption.Stopping[0])}{interruption.Stopping[1..]}."));
            train(epoch => console.WriteLine(part + EpochLine.Of(epoch, epochs)), null);
            return;
        }
        var status = new StatusColumn(interruption);
        console.Progress().AutoClear(true)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn { Width = Math.Clamp(console.Profile.Width - 66, 8, 40) },
                status)
            .Start(context =>
            {
                var task = context.AddTask($"{part}epoch 1/{epochs}", maxValue: epochs);
                train(
                    epoch =>
                    {
                        // A wrapped line would leave parts of the progress bar behind.
                        var line = part + EpochLine.Of(epoch, epochs);
                        console.WriteLine(line[..Math.Min(line.Length, console.Profile.Width - 1)]);
                        task.Value = epoch.Epoch;
                    },
                    batch =>
                    {
                        var share = (double)batch.Images / batch.TotalImages;
                        task.Value = batch.Epoch == 0 ? share * epochs : batch.Epoch - 1 + share;
                        task.Description = part + (batch.Epoch == 0 ? "features" : $"epoch {batch.Epoch}/{batch.Epochs}");
                        status.Latest = batch;
                    });
            });
    }
}

using MlNetCnn.Training;
using Spectre.Console;

namespace MlNetCnn.Cli;

/// <summary>Training as people watch it: a line an epoch, and on a terminal a bar below them that moves.</summary>
internal static class TrainingDisplay
{
    /// <summary>Trains and shows how it goes.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="epochs">How many there will be at most.</param>
    /// <param name="train">Trains, reporting each epoch, and what happens within one where that is not null.</param>
    /// <param name="interruption">Whether training was asked to end.</param>
    public static void Show(Terminal terminal, int epochs, Action<Action<EpochMetrics>, Action<BatchProgress>?> train, Interruption interruption)
    {
        var console = terminal.Progress;
        if (!console.Profile.Out.IsTerminal)
        {
            using var told = interruption.Stop.Register(() => terminal.Note($"{char.ToUpperInvariant(interruption.Stopping[0])}{interruption.Stopping[1..]}."));
            train(epoch => console.WriteLine(EpochLine.Of(epoch, epochs)), null);
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
                var task = context.AddTask($"epoch 1/{epochs}", maxValue: epochs);
                train(
                    epoch =>
                    {
                        // A line that wrapped would leave pieces of the bar behind.
                        var line = EpochLine.Of(epoch, epochs);
                        console.WriteLine(line[..Math.Min(line.Length, console.Profile.Width - 1)]);
                        task.Value = epoch.Epoch;
                    },
                    batch =>
                    {
                        task.Value = batch.Epoch - 1 + (double)batch.Images / batch.TotalImages;
                        task.Description = $"epoch {batch.Epoch}/{batch.Epochs}";
                        status.Latest = batch;
                    });
            });
    }
}

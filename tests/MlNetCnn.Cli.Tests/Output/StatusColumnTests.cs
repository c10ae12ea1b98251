using MlNetCnn.Training;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MlNetCnn.Cli.Tests;

public sealed class StatusColumnTests
{
    [Theory]
    [InlineData(64, 95, "loss 2.3000  acc 10.0 %  320/s  1:35 left")]
    [InlineData(128, 7384, "loss 2.3000  acc 10.0 %  320/s  2:03:04 left")]
    public void Render_WithinTheFirstEpoch_ShowsTheTimeLeft(int images, int seconds, string text)
    {
        using var interruption = new Interruption();
        var column = new StatusColumn(interruption) { Latest = new BatchProgress(1, 10, images, 6000, 2.3, 0.1, 320, TimeSpan.FromSeconds(seconds)) };

        var shown = column.Render(RenderOptions.Create(AnsiConsole.Console), new ProgressTask(1, "epoch 1/10", 10), TimeSpan.Zero)
            .Render(RenderOptions.Create(AnsiConsole.Console), 120);

        Assert.Equal(text, string.Concat(shown.Select(s => s.Text)).Trim());
    }
}

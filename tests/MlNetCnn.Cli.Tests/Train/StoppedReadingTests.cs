using System.Diagnostics;

namespace MlNetCnn.Cli.Tests;

/// <summary>The real command, stopped while its process reads many images.</summary>
public sealed class StoppedReadingTests : IDisposable
{
    // Some seconds of decoding.
    private const int Images = 1_500;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Workplace _workplace = new();

    public void Dispose() => _workplace.Dispose();

    [SkippableTheory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("KILL")]
    public async Task Inspect_StoppedWhileItReads_EndsBothProcesses(string signal)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Signals and /proc are Linux's.");
        var first = _workplace.In("data", "a", "0.png");
        Pictures.Write(first, 800, 800, 200, 20, 20);
        for (var i = 1; i < Images; i++)
            File.CreateSymbolicLink(_workplace.In("data", "a", $"{i}.png"), first);
        using var command = CommandProcess.Start("data", "inspect", _workplace.In("data"), "--cache", _workplace.In("cache"));
        using var patience = new CancellationTokenSource(Patience);
        int reader;
        while ((reader = ReaderOf(command.Id)) == 0)
        {
            Assert.False(command.HasExited, "It ended.");
            await Task.Delay(10, patience.Token);
        }

        Run("kill", $"-{signal}", $"{command.Id}");

        var run = await CommandProcess.FinishAsync(command).WaitAsync(Patience);
        Assert.NotEqual(0, run.ExitCode);
        while (Directory.Exists($"/proc/{reader}"))
            await Task.Delay(10, patience.Token);
    }

    private static int ReaderOf(int parent)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(f => int.TryParse(Path.GetFileName(f), out _)))
        {
            try
            {
                // The name may have blanks and brackets: what follows the last one is the state and the parent.
                var stat = File.ReadAllText($"{folder}/stat");
                if (stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1] == $"{parent}" && File.ReadAllText($"{folder}/cmdline").Contains("--decode", StringComparison.Ordinal))
                    return int.Parse(Path.GetFileName(folder));
            }
            catch (IOException)
            {
                // It is gone.
            }
        }
        return 0;
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}

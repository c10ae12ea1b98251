using System.Diagnostics;

namespace MlNetCnn.Training.Tests;

/// <summary>The training run of MlNetCnn.KillableFit as a process of its own, on two threads that sleep when they wait.</summary>
internal sealed class FitProcess : IDisposable
{
    private readonly Process _process;

    public FitProcess(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["OMP_NUM_THREADS"] = "2", ["OMP_WAIT_POLICY"] = "PASSIVE" },
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "MlNetCnn.KillableFit.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
    }

    /// <summary>Reads what the run tells, up to its end or so many lines.</summary>
    public List<string> Read(int lines = int.MaxValue)
    {
        var read = new List<string>();
        while (read.Count < lines && _process.StandardOutput.ReadLine() is { } line)
            read.Add(line);
        return read;
    }

    /// <summary>Ends the process at once, whatever it does just now, as SIGKILL does; tells whether it was still there.</summary>
    public bool Kill()
    {
        _process.Kill();
        _process.WaitForExit();
        return _process.ExitCode != 0;
    }

    /// <summary>Reads all that is told and waits for the end, which must be a good one.</summary>
    public List<string> Finish()
    {
        var error = _process.StandardError.ReadToEndAsync();
        var lines = Read();
        _process.WaitForExit();
        Assert.True(_process.ExitCode == 0, error.Result);
        return lines;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}

using System.Diagnostics;

namespace MlNetCnn.Experiments;

/// <summary>A run's process, seen from its worker.</summary>
internal sealed class RunProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<ChildMessage> _outcome;

    private RunProcess(Process process, Action<ChildMessage> told)
    {
        _process = process;
        _outcome = FollowAsync(told);
    }

    /// <summary>Starts a run; messages arrive one by one on a pool thread.</summary>
    /// <exception cref="IOException">The process cannot be started.</exception>
    public static RunProcess Start(
        RunHost host, RunFolder attempt, string device, int threads, double checkpointMinutes, Action<ChildMessage> told, int? pauseAfter = null)
    {
        try
        {
            return new RunProcess(host.Start(threads, 0, RunChild.Arguments(attempt, device, threads, checkpointMinutes, pauseAfter)), told);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new IOException($"The process of the run cannot be started ('{host.FileName}'): {e.Message.TrimEnd('.')}.", e);
        }
    }

    /// <summary>The final message; completes once the process has exited and all messages were passed on.</summary>
    public Task<ChildMessage> Outcome => _outcome;

    public int Id => _process.Id;

    /// <summary>Asks the process to save a checkpoint and exit.</summary>
    public void Stop()
    {
        try
        {
            _process.StandardInput.WriteLine(RunChild.StopLine);
            _process.StandardInput.Flush();
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // Already exited.
        }
    }

    public void Kill() => _process.KillTree();

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private async Task<ChildMessage> FollowAsync(Action<ChildMessage> told)
    {
        var lastWords = LastWords.ReadAsync(_process.StandardError);
        ChildMessage? outcome = null;
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (RunJson.FromOutput<ChildMessage>(line) is not { } message)
                continue;
            if (message is ChildSucceeded or ChildFailed or ChildAtRung or ChildStopped)
                outcome = message;
            told(message);
        }
        await _process.WaitForExitAsync();
        return outcome ?? new ChildFailed(FailureSentence.OfExit(_process.ExitCode, await lastWords));
    }
}

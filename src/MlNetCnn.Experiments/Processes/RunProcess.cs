using System.Diagnostics;

namespace MlNetCnn.Experiments;

/// <summary>A run's process, as its worker sees it.</summary>
internal sealed class RunProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<ChildMessage> _outcome;

    private RunProcess(Process process, Action<ChildMessage> told)
    {
        _process = process;
        _outcome = FollowAsync(told);
    }

    /// <summary>Starts a run.</summary>
    /// <param name="host">The executable.</param>
    /// <param name="attempt">The folder that holds the request and takes the files.</param>
    /// <param name="device"><c>cpu</c> or <c>cuda:N</c>.</param>
    /// <param name="threads">The threads to compute with.</param>
    /// <param name="checkpointMinutes">How often to write the run down.</param>
    /// <param name="told">Takes the messages, on a thread of the pool, one after the other.</param>
    /// <param name="pauseAfter">The epoch after which to write it down and end. Default: null, none.</param>
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

    /// <summary>The end that the process reported; completes once it has exited and all its messages were passed on.</summary>
    public Task<ChildMessage> Outcome => _outcome;

    /// <summary>Its number.</summary>
    public int Id => _process.Id;

    /// <summary>Asks it to write the run down and end.</summary>
    public void Stop()
    {
        try
        {
            _process.StandardInput.WriteLine(RunChild.StopLine);
            _process.StandardInput.Flush();
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // It is gone already.
        }
    }

    /// <summary>Ends it at once.</summary>
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

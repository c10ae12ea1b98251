using System.ComponentModel;
using System.Diagnostics;

namespace MlNetCnn.Experiments;

/// <summary>
/// Answers requests in a child process, so that libtorch is not loaded into this one and untrusted files are not parsed here. The process
/// starts with the first request and ends after a while without any. One request at a time.
/// </summary>
/// <param name="host">The executable.</param>
/// <param name="mode">What comes behind <see cref="RunChild.Verb"/>.</param>
/// <param name="what">What the process is for, to follow "The process of".</param>
/// <param name="time">The clock.</param>
internal sealed class AnsweringProcess<TRequest, TAnswer>(RunHost host, string mode, string what, TimeProvider time) : IDisposable
    where TAnswer : class
{
    private readonly SemaphoreSlim _turn = new(1);
    private Process? _process;
    private Task<string> _lastWords = Task.FromResult("");
    private ITimer? _timer;

    /// <summary>Idle time after which the process ends. Default: 3 minutes.</summary>
    public TimeSpan Rest { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Threads for libtorch; 0 for its own choice. Default: 0.</summary>
    public int Threads { get; init; }

    /// <summary>Memory limit in bytes; 0 for none. Default: 0.</summary>
    public long MemoryLimit { get; init; }

    /// <summary>Longest silence during an answer. Default: no limit.</summary>
    public TimeSpan Patience { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>Process ID, or null when none is running.</summary>
    public int? Id => _process?.Id;

    /// <summary>
    /// Sends a request and waits for the answer; partial answers go to <paramref name="told"/>. Cancelling kills the process, since
    /// libtorch cannot be interrupted.
    /// </summary>
    /// <exception cref="ProcessLimitException">It took too much memory or time, and was ended.</exception>
    /// <exception cref="InvalidOperationException">It failed, or the process did; the message says why.</exception>
    public async Task<TAnswer> AskAsync(TRequest request, Action<TAnswer>? told = null, CancellationToken cancellation = default)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            if (_process is { HasExited: true })
                End();
            var process = _process ??= Start();
            using var watch = new ProcessWatch(process, MemoryLimit, Patience, time);
            // Reading from a pipe cannot be cancelled; killing the process ends it.
            await using var ending = cancellation.Register(process.KillTree);
            var reply = await AskAsync(process, request, watch, told);
            cancellation.ThrowIfCancellationRequested();
            if (reply is null && watch.Excess is { } excess)
            {
                End();
                throw new ProcessLimitException(excess);
            }
            if (reply is null)
                throw new InvalidOperationException(await EndingAsync(process));
            return reply.Answer ?? throw new InvalidOperationException(reply.Sentence);
        }
        finally
        {
            if (cancellation.IsCancellationRequested)
                End();
            _timer ??= time.CreateTimer(_ => RestIfIdle(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(Rest, Timeout.InfiniteTimeSpan);
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        End();
    }

    private Process Start()
    {
        try
        {
            var process = host.Start(Threads, MemoryLimit, RunChild.Verb, mode);
            _lastWords = LastWords.ReadAsync(process.StandardError);
            return process;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"The process of {what} cannot be started ('{host.FileName}'): {e.Message.TrimEnd('.')}.", e);
        }
    }

    /// <summary>Null if the process ended without a reply.</summary>
    private static async Task<ChildReply<TAnswer>?> AskAsync(Process process, TRequest request, ProcessWatch watch, Action<TAnswer>? told)
    {
        try
        {
            await process.StandardInput.WriteLineAsync(RunJson.ToLine(request));
            await process.StandardInput.FlushAsync();
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (RunJson.FromOutput<ChildReply<TAnswer>>(line) is not { } reply)
                    continue;
                if (!reply.HasMore)
                    return reply;
                watch.Heard();
                told?.Invoke(reply.Answer!);
            }
        }
        catch (IOException)
        {
            // Already exited.
        }
        return null;
    }

    private async Task<string> EndingAsync(Process process)
    {
        await process.WaitForExitAsync();
        var sentence = FailureSentence.OfExit(process.ExitCode, await _lastWords);
        End();
        return sentence;
    }

    private void RestIfIdle()
    {
        if (!_turn.Wait(0))
            return;
        End();
        _turn.Release();
    }

    private void End()
    {
        if (_process is not { } process)
            return;
        _process = null;
        process.KillTree();
        process.Dispose();
    }
}

using System.ComponentModel;
using System.Diagnostics;

namespace MlNetCnn.Experiments;

/// <summary>
/// Has a process of its own answer requests, so that libtorch is never loaded into this one, and what strangers made is not parsed in it. The
/// process is started by the first request, kept for the next ones and ended after a while without any. Requests take turns.
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

    /// <summary>How long the process stays without a request. Default: 3 minutes.</summary>
    public TimeSpan Rest { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>The threads libtorch computes with there; 0 for its own choice. Default: 0.</summary>
    public int Threads { get; init; }

    /// <summary>The most memory it may hold, in bytes; 0 for no limit. Default: 0.</summary>
    public long MemoryLimit { get; init; }

    /// <summary>How long it may say nothing while it answers. Default: for ever.</summary>
    public TimeSpan Patience { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>The number of the process, or null where none is there.</summary>
    public int? Id => _process?.Id;

    /// <summary>Asks, and waits for the answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="told">Takes what is on the way to the answer. Default: nobody.</param>
    /// <param name="cancellation">Ends the process at once: libtorch cannot be interrupted.</param>
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
            // Ending the process ends the reading: a pipe does not let itself be cancelled.
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

    /// <summary>The reply, or null where the process ended instead.</summary>
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
            // It is gone.
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

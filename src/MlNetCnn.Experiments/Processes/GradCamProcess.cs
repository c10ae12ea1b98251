using System.ComponentModel;
using System.Diagnostics;
using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>
/// Explains images by Grad-CAM in a process of its own, so that libtorch is never loaded into this one. The process is started by the first
/// request, kept for the next ones and ended after a while without any. Requests take turns.
/// </summary>
/// <param name="host">The executable.</param>
/// <param name="time">The clock.</param>
internal sealed class GradCamProcess(RunHost host, TimeProvider time) : IDisposable
{
    /// <summary>How long the process stays without a request.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(3);

    private readonly SemaphoreSlim _turn = new(1);
    private Process? _process;
    private Task<string> _lastWords = Task.FromResult("");
    private ITimer? _timer;

    /// <summary>The number of the process, or null where none is there.</summary>
    public int? Id => _process?.Id;

    /// <summary>Explains one image.</summary>
    /// <param name="request">The image.</param>
    /// <param name="cancellation">Ends the process at once: libtorch cannot be interrupted.</param>
    /// <exception cref="InvalidOperationException">It failed, or the process did; the message says why.</exception>
    public async Task<GradCamMap> ExplainAsync(GradCamRequest request, CancellationToken cancellation = default)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            var process = _process ??= Start();
            // Ending the process ends the reading: a pipe does not let itself be cancelled.
            await using var ending = cancellation.Register(process.KillTree);
            var reply = await AskAsync(process, request);
            cancellation.ThrowIfCancellationRequested();
            if (reply is null)
                throw new InvalidOperationException(await EndingAsync(process));
            return reply.Map ?? throw new InvalidOperationException(reply.Sentence);
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
            var process = Process.Start(new ProcessStartInfo(host.FileName, [.. host.Arguments, RunChild.Verb, RunChild.GradCam])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            _lastWords = LastWords.ReadAsync(process.StandardError);
            return process;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"The process of Grad-CAM cannot be started ('{host.FileName}'): {e.Message.TrimEnd('.')}.", e);
        }
    }

    /// <summary>The reply, or null where the process ended instead.</summary>
    private static async Task<GradCamReply?> AskAsync(Process process, GradCamRequest request)
    {
        try
        {
            await process.StandardInput.WriteLineAsync(RunJson.ToLine(request));
            await process.StandardInput.FlushAsync();
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (RunJson.FromOutput<GradCamReply>(line) is { } reply)
                    return reply;
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

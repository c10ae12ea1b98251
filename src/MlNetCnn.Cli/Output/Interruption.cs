using System.Runtime.InteropServices;

namespace MlNetCnn.Cli;

/// <summary>Ctrl-C or SIGTERM during training: the first one stops training and keeps its result, the second one aborts.</summary>
internal sealed class Interruption : IDisposable
{
    // Time for the work between the end of training and exit.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _late = new();
    private readonly CancellationTokenSource _abort = new();

    /// <summary>Cancelled by the first request.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Cancelled a second after the first request, to skip optional work.</summary>
    public CancellationToken Late => _late.Token;

    /// <summary>The message after the first request.</summary>
    public string Stopping { get; private set; } = "";

    /// <summary>The exit code of a cancelled command: 130 for Ctrl-C, 143 for SIGTERM.</summary>
    public int ExitCode { get; private set; } = Failure.GivenUp;

    /// <summary>Cancelled by the second request.</summary>
    public CancellationToken Abort => _abort.Token;

    /// <summary>Handles Ctrl-C and SIGTERM until disposed. A third one ends the process as usual.</summary>
    public IDisposable Listen() => new Registrations(Handle);

    /// <summary>
    /// Handles one more request; false where it should end the process. <paramref name="isKey"/>: whether it came from the keyboard.
    /// </summary>
    public bool Request(bool isKey = true)
    {
        if (_abort.IsCancellationRequested)
            return false;
        if (_stop.IsCancellationRequested)
        {
            _abort.Cancel();
            return true;
        }
        ExitCode = isKey ? Failure.GivenUp : Failure.Terminated;
        Stopping = $"stopping after this batch{(isKey ? "; Ctrl-C again cancels" : "")}";
        _late.CancelAfter(Grace);
        _stop.Cancel();
        return true;
    }

    public void Dispose()
    {
        _stop.Dispose();
        _late.Dispose();
        _abort.Dispose();
    }

    private void Handle(PosixSignalContext context) => context.Cancel = Request(context.Signal == PosixSignal.SIGINT);

    private sealed class Registrations(Action<PosixSignalContext> handle) : IDisposable
    {
        private readonly PosixSignalRegistration _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, handle);
        private readonly PosixSignalRegistration _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, handle);

        public void Dispose()
        {
            _interrupt.Dispose();
            _terminate.Dispose();
        }
    }
}

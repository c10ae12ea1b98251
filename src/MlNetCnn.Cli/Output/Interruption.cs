using System.Runtime.InteropServices;

namespace MlNetCnn.Cli;

/// <summary>Ctrl-C or the signal to terminate while a network is trained: the first one ends training with what it has, the second cancels it.</summary>
internal sealed class Interruption : IDisposable
{
    // What is done between the end of training and that of the process.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _late = new();
    private readonly CancellationTokenSource _abort = new();

    /// <summary>Set by the first request.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Set a second after the first request: what is not worth waiting for ends.</summary>
    public CancellationToken Late => _late.Token;

    /// <summary>What people are told after the first request.</summary>
    public string Stopping { get; private set; } = "";

    /// <summary>The code that a command ends with which was given up: as a shell reports the signal, 130 for Ctrl-C, 143 for the one to terminate.</summary>
    public int ExitCode { get; private set; } = Failure.GivenUp;

    /// <summary>Set by the second request.</summary>
    public CancellationToken Abort => _abort.Token;

    /// <summary>Takes over Ctrl-C and the signal to terminate until it is disposed of. A third one ends the process as usual.</summary>
    public IDisposable Listen() => new Registrations(Handle);

    /// <summary>One more request; false where there is nothing left to ask for.</summary>
    /// <param name="isKey">Whether it came from the keyboard.</param>
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

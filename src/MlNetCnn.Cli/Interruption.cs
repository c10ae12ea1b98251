using System.Runtime.InteropServices;

namespace MlNetCnn.Cli;

/// <summary>Ctrl-C while a network is trained: the first one ends training with what it has, the second gives up.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();

    /// <summary>Set by the first request.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Set by the second request.</summary>
    public CancellationToken Abort => _abort.Token;

    /// <summary>Takes over Ctrl-C and the signal to terminate until it is disposed of. A third one ends the process as usual.</summary>
    public IDisposable Listen() => new Registrations(Handle);

    /// <summary>One more request; false where there is nothing left to ask for.</summary>
    public bool Request()
    {
        if (_abort.IsCancellationRequested)
            return false;
        (_stop.IsCancellationRequested ? _abort : _stop).Cancel();
        return true;
    }

    public void Dispose()
    {
        _stop.Dispose();
        _abort.Dispose();
    }

    private void Handle(PosixSignalContext context) => context.Cancel = Request();

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

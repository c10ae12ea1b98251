using System.Collections.Concurrent;
using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>
/// The turn of one fit on a device: others of the process wait. At the same time they would take longer together, each with threads on all
/// cores.
/// </summary>
internal sealed class DeviceTurn : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly ConcurrentDictionary<string, object> Gates = [];

    private readonly object _gate;

    private DeviceTurn(object gate) => _gate = gate;

    /// <summary>Waits for the turn; whoever has it may ask again, as a callback that starts another fit does.</summary>
    /// <param name="device">The device.</param>
    /// <param name="waits">Told once where it is another's turn.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static DeviceTurn Wait(Device device, Action waits, CancellationToken cancellationToken)
    {
        var gate = Gates.GetOrAdd($"{device}", _ => new object());
        if (!Monitor.TryEnter(gate))
        {
            waits();
            while (!Monitor.TryEnter(gate, Look))
                cancellationToken.ThrowIfCancellationRequested();
        }
        return new(gate);
    }

    public void Dispose() => Monitor.Exit(_gate);
}

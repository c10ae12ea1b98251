using System.Diagnostics;

namespace MlNetCnn.Experiments;

/// <summary>Telemetry of one attempt at a run, see <see cref="ExperimentsTelemetry"/>.</summary>
internal sealed class AttemptTelemetry : IDisposable
{
    private readonly string _architecture;
    private readonly string _device;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly Activity? _activity;

    public AttemptTelemetry(LeasedRun lease, string device, TimeProvider time)
    {
        (_architecture, _device, _time, _start) = (lease.Run.Request.Architecture.Name, device, time, time.GetTimestamp());
        _activity = ExperimentsTelemetry.Activities.StartActivity("mlnetcnn.run")?
            .SetTag("mlnetcnn.run.id", lease.Run.Id)
            .SetTag("mlnetcnn.run.attempt", lease.Token)
            .SetTag("mlnetcnn.run.group", lease.Run.Group)
            .SetTag(ExperimentsTelemetry.Architecture, _architecture)
            .SetTag(ExperimentsTelemetry.Device, _device);
    }

    public void Take(ChildMessage message)
    {
        if (message is ChildEpoch { Epoch.ImagesPerSecond: var speed } && double.IsFinite(speed))
            ExperimentsTelemetry.Throughput.Record(speed, new(ExperimentsTelemetry.Architecture, _architecture), new(ExperimentsTelemetry.Device, _device));
    }

    /// <summary>The attempt is over.</summary>
    /// <param name="ending">How it left the run; null where another worker has it.</param>
    public void End(RunEnding? ending)
    {
        var state = ending?.State.Word() ?? "lost";
        ExperimentsTelemetry.Duration.Record(_time.GetElapsedTime(_start).TotalSeconds,
            new(ExperimentsTelemetry.State, state), new(ExperimentsTelemetry.Architecture, _architecture));
        _activity?.SetTag(ExperimentsTelemetry.State, state);
        if (ending is { State: RunState.Failed })
            _activity?.SetStatus(ActivityStatusCode.Error, ending.Sentence);
    }

    public void Dispose() => _activity?.Dispose();
}

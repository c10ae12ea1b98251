using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MlNetCnn.Experiments.Tests;

public sealed class ExperimentsTelemetryTests : IDisposable
{
    private readonly Workplace _workplace = new();
    private readonly ConcurrentQueue<(string Name, double Value, Dictionary<string, object?> Tags)> _measured = [];
    private readonly ConcurrentDictionary<string, string?> _units = [];

    [Fact]
    public async Task Worker_RunsThatSucceedAndFail_AreMeasuredAndTraced()
    {
        var ended = new ConcurrentQueue<Activity>();
        using var activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ExperimentsTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(activities);
        using var metrics = Listen();
        var store = await RunStore.OpenAsync(_workplace.SqliteLocation());
        var queue = new RunQueue(store);
        // Other tests' workers tell of their runs meanwhile: these have a network of their own.
        var network = Workplace.Network with { Name = "measured" };
        var good = await queue.AddAsync(_workplace.Request(("epochs", "3")) with { Architecture = network, Group = "g" });
        var bad = await queue.AddAsync(_workplace.Request() with { Architecture = network, Data = "/no/such/folder" });
        await using (new OwnWorker(store, queue))
        {
            await store.UntilAsync(good.Id, r => r.State.IsOver());
            await store.UntilAsync(bad.Id, r => r.State.IsOver());
            await Hosts.UntilAsync(() => ended.Count(OfMine) == 2);
        }

        var durations = Of("mlnetcnn.run.duration");
        Assert.Equal(["failed", "succeeded"], durations.Select(m => (string)m.Tags["mlnetcnn.run.state"]!).Order());
        Assert.All(durations, m => Assert.True(m.Value > 0));
        Assert.Equal(3, Of("mlnetcnn.training.throughput").Count(m => m.Value > 0 && (string)m.Tags["mlnetcnn.device"]! == "cpu"));
        Assert.Equal(("s", "{image}/s", "{run}"), (_units["mlnetcnn.run.duration"], _units["mlnetcnn.training.throughput"], _units["mlnetcnn.queue.length"]));
        var (success, failure) = (ended.Single(a => (string?)a.GetTagItem("mlnetcnn.run.id") == good.Id), ended.Single(a => (string?)a.GetTagItem("mlnetcnn.run.id") == bad.Id));
        Assert.Equal("mlnetcnn.run succeeded g 1 cpu Unset", string.Join(' ', success.OperationName, success.GetTagItem("mlnetcnn.run.state"),
            success.GetTagItem("mlnetcnn.run.group"), success.GetTagItem("mlnetcnn.run.attempt"), success.GetTagItem("mlnetcnn.device"), success.Status));
        Assert.Equal("failed Error", $"{failure.GetTagItem("mlnetcnn.run.state")} {failure.Status}");
        Assert.Contains("/no/such/folder", failure.StatusDescription);

        static bool OfMine(Activity activity) => (string?)activity.GetTagItem("mlnetcnn.architecture") == "measured";
    }

    [Fact]
    public async Task QueueLength_Asked_TellsTheLastReadingAndReadsRarely()
    {
        var time = new ManualTime();
        var store = await RunStore.OpenAsync(_workplace.SqliteLocation(), time);
        await store.AddAsync(_workplace.Request());
        using var length = new QueueLength(store);

        Assert.Empty(length.Observe()); // not read yet: whoever asks does not wait
        await length.Reading;
        Assert.Equal([1], length.Observe().Select(m => m.Value));
        await store.AddAsync(_workplace.Request());
        await length.Reading;
        Assert.Equal([1], length.Observe().Select(m => m.Value));
        time.Advance(TimeSpan.FromSeconds(10));
        length.Observe();
        await length.Reading;
        Assert.Equal([2], length.Observe().Select(m => m.Value));

        // The store is gone: no value, and nobody hears of it.
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        File.Delete(_workplace.SqliteLocation().File! + "-wal");
        File.WriteAllText(_workplace.SqliteLocation().File!, "This is a text and no database, and it is long enough to tell.");
        time.Advance(TimeSpan.FromSeconds(10));
        length.Observe();
        await length.Reading;
        Assert.Empty(length.Observe());
    }

    public void Dispose() => _workplace.Dispose();

    private (string Name, double Value, Dictionary<string, object?> Tags)[] Of(string name) =>
        [.. _measured.Where(m => m.Name == name && (string?)m.Tags.GetValueOrDefault("mlnetcnn.architecture") == "measured")];

    private MeterListener Listen()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name != ExperimentsTelemetry.Name)
                    return;
                _units[instrument.Name] = instrument.Unit;
                listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
            _measured.Enqueue((instrument.Name, value, tags.ToArray().ToDictionary(t => t.Key, t => t.Value))));
        listener.Start();
        return listener;
    }
}

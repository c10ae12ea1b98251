using System.Collections.Concurrent;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>Details and curves of runs, read once for all lists. Thread-safe.</summary>
internal sealed class RunDetails(RunStore store)
{
    // Some ten thousand runs fit; more start over.
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<string, ((RunState, double?) Of, RunDetail Detail)> _details = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (int Epoch, IReadOnlyList<double> Values)> _curves = new(StringComparer.Ordinal);

    /// <exception cref="StoreException">The store cannot be reached.</exception>
    public async Task<IReadOnlyList<RunListRow>> OfAsync(IReadOnlyCollection<RunSummary> runs)
    {
        if (_details.Count > Most)
            _details.Clear();
        // A request never changes, a result only with the state or the test.
        var missing = runs.Where(r => !_details.TryGetValue(r.Id, out var known) || known.Of != (r.State, r.TestAccuracy)).ToDictionary(r => r.Id);
        foreach (var run in await store.ReadAsync(missing.Keys))
            _details[run.Id] = ((missing[run.Id].State, missing[run.Id].TestAccuracy), RunDetail.Of(run));
        return [.. runs.Select(r => new RunListRow(r, _details.TryGetValue(r.Id, out var known) ? known.Detail : null))];
    }

    /// <summary>Accuracy by epoch, from 0 to 1: on the validation images, or without any on the training images.</summary>
    public IReadOnlyList<double> CurveOf(RunSummary run)
    {
        if (run.Epoch == 0)
            return [];
        if (_curves.TryGetValue(run.Id, out var known) && known.Epoch == run.Epoch)
            return known.Values;
        if (_curves.Count > Most)
            _curves.Clear();
        try
        {
            double[] values = [.. store.Epochs(run.Id).Select(e => e.ValidationAccuracy ?? e.TrainAccuracy).Where(double.IsFinite)];
            _curves[run.Id] = (run.Epoch, values);
            return values;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return []; // Being moved, or on another machine.
        }
    }
}

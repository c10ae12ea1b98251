using System.Diagnostics;

namespace MlNetCnn.Experiments;

/// <summary>Measures scoring speed of models in turns, so that a temporary slowdown of the machine affects all of them.</summary>
internal sealed record ScoringRace
{
    private const int MostImages = 256;

    /// <summary>Turns of each model, at least 1. Default: 5.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>Length of a turn, for batches and for single images each. Default: 0.2 seconds.</summary>
    public TimeSpan Turn { get; init; } = TimeSpan.FromSeconds(0.2);

    /// <summary>At least 1. Default: 64.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Default: on a GPU where there is one, else on all cores.</summary>
    public ScoringOptions Scoring { get; init; } = new();

    /// <summary>Batch speed is the median over the turns; latency percentiles are over all single images.</summary>
    /// <returns>As many, in the same order.</returns>
    public IReadOnlyList<ScoringSpeed> Run(
        IReadOnlyList<CnnModel> models, TimeProvider? time = null, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Rounds, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 1);
        var racers = models.Select(m => new Racer(m, this)).ToArray();
        try
        {
            foreach (var racer in racers)
                racer.WarmUp();
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var racer in racers)
                {
                    cancellation.ThrowIfCancellationRequested();
                    racer.TakeTurn(Turn);
                }
                progress?.Report(round + 1);
            }
            var now = (time ?? TimeProvider.System).GetUtcNow();
            return [.. racers.Select(r => r.Speed(now))];
        }
        finally
        {
            foreach (var racer in racers)
                racer.Dispose();
        }
    }

    /// <summary>
    /// Measures one model of each row on the calling thread and stores the figures with its runs. Rows without a model are left unchanged;
    /// nothing is stored when cancelled.
    /// </summary>
    public async Task<Comparison> RunAsync(RunStore store, Comparison comparison, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        var rows = comparison.Rows.Where(r => File.Exists(store.FolderOf(r.Runs[0].Id).Newest.Onnx)).ToArray();
        var speeds = Run([.. rows.Select(r => CnnModel.Load(store.FolderOf(r.Runs[0].Id).Newest.Onnx))], store.Time, progress, cancellation);
        var runs = new List<Run>();
        foreach (var (row, speed) in rows.Zip(speeds))
        {
            foreach (var run in row.Runs)
                runs.Add(await store.SetSpeedAsync(run.Id, speed, cancellation));
        }
        return Comparison.Of(store, runs.Concat(comparison.Rows.Except(rows).SelectMany(r => r.Runs)).Concat(comparison.PrunedRuns), comparison.Cost);
    }

    private sealed class Racer : IDisposable
    {
        private readonly CnnScorer _scorer;
        private readonly float[] _pixels;
        private readonly float[] _probabilities;
        private readonly int _image;
        private readonly int _batch;
        private readonly List<double> _rowsPerSecond = [];
        private readonly List<double> _milliseconds = [];

        public Racer(CnnModel model, ScoringRace race)
        {
            _scorer = new CnnScorer(model, race.Scoring);
            (_image, _batch) = (_scorer.InputShape.Elements, Math.Min(race.BatchSize, MostImages));
            var random = new Random(1);
            _pixels = [.. Enumerable.Range(0, _batch * _image).Select(_ => (float)random.Next(256))];
            _probabilities = new float[_batch * _scorer.ClassNames.Length];
        }

        public void WarmUp()
        {
            Score(_batch);
            Score(1);
        }

        public void TakeTurn(TimeSpan length)
        {
            var (start, rows) = (Stopwatch.GetTimestamp(), 0L);
            do
            {
                Score(_batch);
                rows += _batch;
            }
            while (Stopwatch.GetElapsedTime(start) < length);
            _rowsPerSecond.Add(rows / Stopwatch.GetElapsedTime(start).TotalSeconds);

            start = Stopwatch.GetTimestamp();
            do
            {
                var one = Stopwatch.GetTimestamp();
                Score(1);
                _milliseconds.Add(Stopwatch.GetElapsedTime(one).TotalMilliseconds);
            }
            while (Stopwatch.GetElapsedTime(start) < length);
        }

        public ScoringSpeed Speed(DateTimeOffset now) => new(
            Quantile(_rowsPerSecond, 0.5), Quantile(_milliseconds, 0.5), Quantile(_milliseconds, 0.99), Environment.MachineName, _scorer.Device, now);

        public void Dispose() => _scorer.Dispose();

        private void Score(int images) =>
            _scorer.Score(_pixels.AsSpan(0, images * _image), _probabilities.AsSpan(0, images * _scorer.ClassNames.Length));

        // The nearest-rank quantile.
        private static double Quantile(List<double> values, double share)
        {
            values.Sort();
            return values[Math.Max(0, (int)Math.Ceiling(share * values.Count) - 1)];
        }
    }
}

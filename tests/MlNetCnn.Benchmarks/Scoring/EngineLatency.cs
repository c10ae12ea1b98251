using Microsoft.ML;

namespace MlNetCnn.Benchmarks;

/// <summary>A PredictionEngine on our transformer, one row a call, in microseconds.</summary>
internal sealed class EngineLatency : Contender, IDisposable
{
    private readonly PredictionEngine<PixelRow, Probabilities> _engine;
    private readonly PixelRow[] _rows;
    private readonly int _percent;

    public EngineLatency(Network network, int percent)
    {
        var ml = new MLContext(seed: 1);
        var model = ml.Cnn.FromModel(network.Model(), options: new ScoringOptions { Device = "cpu" });
        _engine = ml.Model.CreatePredictionEngine<PixelRow, Probabilities>(model, inputSchemaDefinition: Rows.Definition(network));
        _rows = [.. Rows.Pixels(network).Chunk(network.Shape.Elements).Select(pixels => new PixelRow { Features = pixels })];
        _percent = percent;
    }

    public override double Run(double seconds)
    {
        var result = new Probabilities();
        return Latencies.Percentile(_percent, seconds, call => _engine.Predict(_rows[call % _rows.Length], ref result));
    }

    public void Dispose() => _engine.Dispose();
}

using Microsoft.ML;

namespace MlNetCnn.Benchmarks;

/// <summary>Our transformer over rows in memory.</summary>
internal sealed class OurTransform : Contender
{
    private readonly IDataView _scored;

    public OurTransform(Network network, ScoringOptions options)
    {
        var ml = new MLContext(seed: 1);
        _scored = ml.Cnn.FromModel(network.Model(), options: options).Transform(Rows.View(ml, network));
    }

    /// <summary>The network saved as a graph of this precision.</summary>
    public OurTransform(Network network, OnnxPrecision precision)
    {
        var (ml, model, file) = (new MLContext(seed: 1), network.Model(), Path.GetTempFileName());
        try
        {
            model.Save(file, new OnnxExportOptions() { Precision = precision, Calibration = precision == OnnxPrecision.Int8 ? model.Calibrate(network.Images(16)) : null });
            _scored = ml.Cnn.LoadModel(file, options: new() { Device = "cpu" }).Transform(Rows.View(ml, network));
        }
        finally
        {
            File.Delete(file);
        }
    }

    public override double Run(double seconds) => Rows.Rate(_scored, seconds);
}

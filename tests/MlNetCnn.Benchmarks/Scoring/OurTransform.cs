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

    public override double Run(double seconds) => Rows.Rate(_scored, seconds);
}

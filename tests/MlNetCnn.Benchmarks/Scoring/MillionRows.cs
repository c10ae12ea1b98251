using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn.Benchmarks;

/// <summary>How much resident memory grows while LeNet scores a million generated rows, from the 100,000th on, in bytes.</summary>
internal sealed class MillionRows : Contender
{
    public override double Run(double seconds)
    {
        var ml = new MLContext(seed: 1);
        var network = Network.Named("lenet");
        using var model = ml.Cnn.FromModel(network.Model(), options: new ScoringOptions { Device = "cpu" });
        var scored = model.Transform(Rows.View(ml, network, count: 1_000_000));
        var sizes = new List<double>();
        using var cursor = scored.GetRowCursor([scored.Schema["Score"]]);
        var getter = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
        VBuffer<float> score = default;
        for (var row = 1; cursor.MoveNext(); row++)
        {
            getter(ref score);
            if (row % 100_000 == 0)
            {
                sizes.Add(ProcessMemory.Now());
                Console.Error.WriteLine($"{row:n0} rows: {sizes[^1] / 1e6:n1} MB resident");
            }
        }
        return sizes.Max() - sizes[0];
    }
}

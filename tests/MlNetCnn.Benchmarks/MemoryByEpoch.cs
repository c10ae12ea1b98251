using Microsoft.ML;
using MlNetCnn.Training;

namespace MlNetCnn.Benchmarks;

/// <summary>How much the process's resident memory grows from the 5th to the 50th epoch of LeNet on 2,560 images, in bytes.</summary>
internal sealed class MemoryByEpoch : Contender
{
    private readonly MLContext _ml = new(seed: 1);

    public override double Run(double seconds)
    {
        var network = Network.Named("lenet");
        var sizes = new Sizes();
        var options = new TrainingOptions { Epochs = 50, BatchSize = 64, Device = "cpu", Progress = sizes };
        using var model = _ml.Cnn.Classifier(network.Architecture, options).Fit(network.Images(2560).ToDataView(_ml));
        return sizes.ByEpoch[49] - sizes.ByEpoch[4];
    }

    private sealed class Sizes : IProgress<EpochMetrics>
    {
        public List<double> ByEpoch { get; } = [];

        public void Report(EpochMetrics value)
        {
            ByEpoch.Add(ProcessMemory.Now());
            if (value.Epoch % 5 == 0)
                Console.Error.WriteLine($"epoch {value.Epoch}: {ByEpoch[^1] / 1e6:n1} MB resident");
        }
    }
}

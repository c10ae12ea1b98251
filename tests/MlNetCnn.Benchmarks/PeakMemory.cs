using Microsoft.ML;
using MlNetCnn.Training;

namespace MlNetCnn.Benchmarks;

/// <summary>How far a <c>Fit</c> of LeNet on 60,000 images raises the process's peak of resident memory beyond one of 640, in bytes.</summary>
internal sealed class PeakMemory : Contender
{
    private readonly MLContext _ml = new(seed: 1);

    public override double Run(double seconds)
    {
        var network = Network.Named("lenet");
        var (few, many) = (network.Images(640), network.Images(WholeFit.Images));
        Fit(network, few);
        var before = ProcessMemory.Peak();
        Fit(network, many);
        return ProcessMemory.Peak() - before;
    }

    private void Fit(Network network, ImageSet images)
    {
        var options = new TrainingOptions { Epochs = 1, BatchSize = 64, Device = "cpu" };
        using var model = _ml.Cnn.Classifier(network.Architecture, options).Fit(images.ToDataView(_ml));
    }
}

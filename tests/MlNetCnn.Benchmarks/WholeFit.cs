using System.Diagnostics;
using Microsoft.ML;
using MlNetCnn.Training;

namespace MlNetCnn.Benchmarks;

/// <summary>All of <c>Fit</c> for one epoch on 60,000 images, from the data view to the transformer.</summary>
internal sealed class WholeFit(Network network, int batchSize) : Contender
{
    public const int Images = 60_000;

    private readonly MLContext _ml = new(seed: 1);
    private readonly ImageSet _images = network.Images(Images);
    private bool _isWarm;

    public override double Run(double seconds)
    {
        if (!_isWarm)
            Fit(network.Images(10 * batchSize));
        _isWarm = true;
        var watch = Stopwatch.StartNew();
        Fit(_images);
        return Images / watch.Elapsed.TotalSeconds;
    }

    private void Fit(ImageSet images)
    {
        var options = new TrainingOptions { Epochs = 1, BatchSize = batchSize, Optimizer = OptimizerKind.Sgd, LearningRate = 0.01, Momentum = 0, Device = "cpu" };
        using var model = _ml.Cnn.Classifier(network.Architecture, options).Fit(images.ToDataView(_ml));
    }
}

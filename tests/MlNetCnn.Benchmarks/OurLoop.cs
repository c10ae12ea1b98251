using Microsoft.ML;
using MlNetCnn.Training;

namespace MlNetCnn.Benchmarks;

/// <summary>Our training loop, by the speed it reports itself: shuffled bytes, loss and accuracy of every step.</summary>
internal sealed class OurLoop(Network network, int batchSize, Func<TrainingOptions, TrainingOptions> change, TrainingRecipe? recipe = null) : Contender
{
    public static readonly TrainingRecipe PlainRecipe = new(OptimizerKind.Sgd, 0.01, BatchSize: 64, Epochs: 1);

    private readonly TrainingRecipe _recipe = recipe ?? PlainRecipe;
    private readonly MLContext _ml = new(seed: 1);
    private double _rate;

    public override double Run(double seconds)
    {
        if (_rate == 0)
            _rate = Train(batchSize * 10);
        var batches = Math.Max(4, (int)(_rate * seconds / batchSize));
        return _rate = Train(batches * batchSize);
    }

    private double Train(int images)
    {
        var speed = new LastSpeed();
        var options = change(new TrainingOptions
        {
            Epochs = 1,
            BatchSize = batchSize,
            Optimizer = _recipe.Optimizer,
            LearningRate = _recipe.LearningRate,
            Momentum = _recipe.Momentum,
            WeightDecay = 0,
            Device = "cpu",
            Progress = speed,
        });
        using var model = _ml.Cnn.Classifier(network.Architecture, options).Fit(network.Images(images).ToDataView(_ml));
        return speed.ImagesPerSecond;
    }

    private sealed class LastSpeed : IProgress<EpochMetrics>
    {
        public double ImagesPerSecond { get; private set; }

        public void Report(EpochMetrics value) => ImagesPerSecond = value.ImagesPerSecond;
    }
}

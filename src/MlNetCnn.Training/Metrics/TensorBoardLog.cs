using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Writes the epochs' metrics, and on request the weights' histograms, as TensorBoard event files.</summary>
internal sealed class TensorBoardLog
{
    private readonly SummaryWriter _writer;
    private readonly bool _hasHistograms;

    public TensorBoardLog(string folder, bool hasHistograms)
    {
        Directory.CreateDirectory(folder);
        _writer = utils.tensorboard.SummaryWriter(folder, createRunName: false);
        _hasHistograms = hasHistograms;
    }

    public void Write(EpochMetrics metrics, Weights weights)
    {
        Scalar("loss/train", metrics.TrainLoss);
        Scalar("loss/validation", metrics.ValidationLoss);
        Scalar("accuracy/train", metrics.TrainAccuracy);
        Scalar("accuracy/validation", metrics.ValidationAccuracy);
        Scalar("learning rate", metrics.LearningRate);
        Scalar("images a second", metrics.ImagesPerSecond);
        if (!_hasHistograms)
            return;
        using var scope = NewDisposeScope();
        foreach (var (name, weight) in weights)
            _writer.add_histogram($"weights/{name}", tensor(weight.Values.ToArray()), metrics.Epoch);

        void Scalar(string name, double? value)
        {
            if (value is { } number)
                _writer.add_scalar(name, (float)number, metrics.Epoch);
        }
    }
}

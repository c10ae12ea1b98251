namespace MlNetCnn.Training;

/// <summary>The loss or the weights became infinite or not a number: training cannot go on.</summary>
public sealed class TrainingDivergedException : Exception
{
    internal TrainingDivergedException(string what, int epoch, int batch, double learningRate, Weights? lastGoodWeights)
        : base($"{what} in epoch {epoch}, batch {batch}, at a learning rate of {learningRate:g3}: "
            + "try a learning rate ten times smaller, and check that the pixels have the range that PixelScale says.")
    {
        LastGoodWeights = lastGoodWeights;
        Epoch = epoch;
        Batch = batch;
        LearningRate = learningRate;
    }

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; }

    /// <summary>The batch within the epoch, from 1.</summary>
    public int Batch { get; }

    /// <summary>The learning rate at that step.</summary>
    public double LearningRate { get; }

    /// <summary>
    /// The weights of the best epoch so far, or, without validation data, of the last one that was over; null where none was.
    /// <see cref="TrainingOptions.InitialWeights"/> takes them.
    /// </summary>
    public Weights? LastGoodWeights { get; }
}

namespace MlNetCnn.Training;

/// <summary>The loss became infinite or not a number: training cannot go on.</summary>
public sealed class TrainingDivergedException : Exception
{
    internal TrainingDivergedException(int epoch, int batch, double learningRate, double loss)
        : base($"The loss became {loss} in epoch {epoch}, batch {batch}, at a learning rate of {learningRate:g3}: "
            + "try a learning rate ten times smaller, and check that the pixels have the range that PixelScale says.")
    {
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
}

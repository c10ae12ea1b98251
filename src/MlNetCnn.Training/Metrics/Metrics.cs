using System.Text.Json.Serialization;

namespace MlNetCnn.Training;

/// <summary>Counts over images, so that a mean is over all of them and never a mean of means.</summary>
[method: JsonConstructor]
internal struct Metrics(double lossSum, long correct, int images, double gradientNormSum, int gradientNormSteps)
{
    /// <summary>Over the images, each with its own loss.</summary>
    public double LossSum { get; private set; } = lossSum;

    public long Correct { get; private set; } = correct;

    public int Images { get; private set; } = images;

    /// <summary>Over the steps whose gradients were measured.</summary>
    public double GradientNormSum { get; private set; } = gradientNormSum;

    public int GradientNormSteps { get; private set; } = gradientNormSteps;

    [JsonIgnore]
    public readonly double Loss => LossSum / Images;

    [JsonIgnore]
    public readonly double Accuracy => (double)Correct / Images;

    /// <summary>The mean over the steps whose gradients were measured, or null where none were.</summary>
    [JsonIgnore]
    public readonly double? GradientNorm => GradientNormSteps == 0 ? null : GradientNormSum / GradientNormSteps;

    public void Add(double meanLoss, long correct, int images)
    {
        LossSum += meanLoss * images;
        Correct += correct;
        Images += images;
    }

    public void Add(Metrics other)
    {
        LossSum += other.LossSum;
        Correct += other.Correct;
        Images += other.Images;
        GradientNormSum += other.GradientNormSum;
        GradientNormSteps += other.GradientNormSteps;
    }

    public void AddGradientNorm(double norm)
    {
        GradientNormSum += norm;
        GradientNormSteps++;
    }
}

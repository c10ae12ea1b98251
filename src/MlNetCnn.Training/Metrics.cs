using System.Text.Json.Serialization;

namespace MlNetCnn.Training;

/// <summary>Counts over images, so that a mean is over all of them and never a mean of means.</summary>
[method: JsonConstructor]
internal struct Metrics(double lossSum, long correct, int images)
{
    /// <summary>Over the images, each with its own loss.</summary>
    public double LossSum { get; private set; } = lossSum;

    public long Correct { get; private set; } = correct;

    public int Images { get; private set; } = images;

    [JsonIgnore]
    public readonly double Loss => LossSum / Images;

    [JsonIgnore]
    public readonly double Accuracy => (double)Correct / Images;

    public void Add(double meanLoss, long correct, int images)
    {
        LossSum += meanLoss * images;
        Correct += correct;
        Images += images;
    }
}

namespace MlNetCnn.Training;

/// <summary>Counts over images, so that a mean is over all of them and never a mean of means.</summary>
internal struct Metrics
{
    private double _loss;
    private long _correct;

    public int Images { get; private set; }

    public readonly double Loss => _loss / Images;

    public readonly double Accuracy => (double)_correct / Images;

    public void Add(double meanLoss, long correct, int images)
    {
        _loss += meanLoss * images;
        _correct += correct;
        Images += images;
    }
}

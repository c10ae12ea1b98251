namespace MlNetCnn.Training;

/// <summary>Counts over images, so that a mean is over all of them and never a mean of means.</summary>
internal struct Metrics
{
    private double _loss;
    private long _correct;
    private double _gradientNorms;
    private int _gradientNormSteps;

    public int Images { get; private set; }

    public readonly double Loss => _loss / Images;

    public readonly double Accuracy => (double)_correct / Images;

    /// <summary>The mean over the steps whose gradients were measured, or null where none were.</summary>
    public readonly double? GradientNorm => _gradientNormSteps == 0 ? null : _gradientNorms / _gradientNormSteps;

    public void Add(double meanLoss, long correct, int images)
    {
        _loss += meanLoss * images;
        _correct += correct;
        Images += images;
    }

    public void AddGradientNorm(double norm)
    {
        _gradientNorms += norm;
        _gradientNormSteps++;
    }
}

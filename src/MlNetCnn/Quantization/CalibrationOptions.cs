namespace MlNetCnn;

/// <summary>How the ranges of values between layers are measured.</summary>
public sealed record CalibrationOptions
{
    /// <summary>How many images are measured, at least 1, drawn evenly from those given; all where there are fewer. Default: 256.</summary>
    public int Images { get; init; } = 256;

    /// <summary>
    /// How many percent of a tensor's values lie below the end of its range, and as many above its beginning, above 50 and up to 100;
    /// what is outside is cut off, so that the 256 steps are finer. 100 takes the least and the greatest value. Default: 99.99.
    /// </summary>
    public double Percentile { get; init; } = 99.99;

    /// <summary>Ends the measuring early with an <see cref="OperationCanceledException"/>. Default: never.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    internal CalibrationOptions Check()
    {
        if (Images < 1)
            throw new ArgumentOutOfRangeException(nameof(Images), Images, "Calibration needs at least 1 image.");
        if (!(Percentile > 50 && Percentile <= 100))
            throw new ArgumentOutOfRangeException(nameof(Percentile), Percentile, "The percentile must be above 50 and up to 100.");
        return this;
    }
}

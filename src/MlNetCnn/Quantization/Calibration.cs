namespace MlNetCnn;

/// <summary>
/// The ranges of the values between a network's layers, measured on images; <see cref="Quantization.Calibrate(CnnModel, ImageSet, CalibrationOptions?)"/>
/// makes it and <see cref="OnnxExportOptions.Calibration"/> takes it. It belongs to one model: after further training, measure again.
/// </summary>
public sealed class Calibration
{
    private readonly IReadOnlyDictionary<string, TensorRange> _ranges;

    internal Calibration(IReadOnlyDictionary<string, TensorRange> ranges, int images)
    {
        _ranges = ranges;
        Images = images;
    }

    /// <summary>How many images were measured.</summary>
    public int Images { get; }

    /// <exception cref="ArgumentException">The tensor was not measured.</exception>
    internal TensorRange this[string tensor] => _ranges.TryGetValue(tensor, out var range) ? range : throw new ArgumentException(
        $"The calibration was measured on another network, it knows no range of '{tensor}': calibrate the model that is exported.");
}

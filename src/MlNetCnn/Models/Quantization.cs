namespace MlNetCnn;

/// <summary>Measures what an export as <see cref="OnnxPrecision.Int8"/> needs to know.</summary>
public static class Quantization
{
    /// <summary>
    /// Runs the model on images, such as some it was trained on, and notes the ranges of the values between its layers. Memory stays
    /// bounded whatever the number of images.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="images">Images as the model will see them, of its shape; their labels are not read.</param>
    /// <param name="options">How many are taken, and how ranges are made of what they give. Default: 256 images, the 99.99th percentile.</param>
    /// <exception cref="ArgumentException">The images are of another shape, or an option is out of its range.</exception>
    /// <exception cref="InvalidOperationException">
    /// A layer gives no finite number, or the app brings no native ONNX Runtime.
    /// </exception>
    public static Calibration Calibrate(this CnnModel model, ImageSet images, CalibrationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(images);
        if (!images.Shape.Equals(model.Plan.Input))
            throw new ArgumentException(
                $"The model reads images of {model.Plan.Input}, but those to calibrate with are {images.Shape}: give images as it was trained on.",
                nameof(images));
        return Measure(model, images.Count, (i, pixels) =>
        {
            var image = images.Image(i);
            for (var p = 0; p < image.Length; p++)
                pixels[p] = image[p];
        }, options);
    }

    /// <inheritdoc cref="Calibrate(CnnModel, ImageSet, CalibrationOptions?)"/>
    internal static Calibration Calibrate(this CnnModel model, ImageSplit images, CalibrationOptions? options = null)
    {
        var bytes = new byte[images.Shape.Elements];
        return Measure(model, images.Count, (i, pixels) =>
        {
            images.CopyImage(i, bytes);
            for (var p = 0; p < bytes.Length; p++)
                pixels[p] = bytes[p];
        }, options);
    }

    /// <inheritdoc cref="Calibrate(CnnModel, ImageSet, CalibrationOptions?)" path="/*[not(self::param)]"/>
    /// <param name="model">The model.</param>
    /// <param name="images">
    /// At least one image of <c>[C, H, W]</c> values each, row-major, on the scale of the model's preprocessing: 0–255 unless trained otherwise.
    /// </param>
    /// <param name="options">How many are taken, and how ranges are made of what they give. Default: 256 images, the 99.99th percentile.</param>
    public static Calibration Calibrate(this CnnModel model, IReadOnlyList<float[]> images, CalibrationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(images);
        if (images.Count == 0)
            throw new ArgumentException("There is no image to calibrate with: give some as the model was trained on.", nameof(images));
        return Measure(model, images.Count, (i, pixels) =>
        {
            if (images[i]?.Length != pixels.Length)
                throw new ArgumentException(
                    $"Image {i} to calibrate with has {images[i]?.Length ?? 0} values, but {model.Plan.Input} has {pixels.Length}.", nameof(images));
            images[i].CopyTo(pixels);
        }, options);
    }

    private static Calibration Measure(CnnModel model, int count, PixelReader read, CalibrationOptions? options) => CalibrationRun.Measure(
        OnnxExporter.Describe(model, QuantizedExport.Prepare(model)), model.Plan.Input, count, read, (options ?? new CalibrationOptions()).Check());
}

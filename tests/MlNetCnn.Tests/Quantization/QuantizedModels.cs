namespace MlNetCnn.Tests;

/// <summary>Models on 8-bit integers, calibrated on seeded random images.</summary>
internal static class QuantizedModels
{
    public static Calibration Calibrate(CnnModel model, int images = 64, CalibrationOptions? options = null) =>
        model.Calibrate([.. RandomModels.Images(model.Plan.Input, images).Chunk(model.Plan.Input.Elements)], options);

    public static byte[] Export(CnnModel model, int images = 64, string inputName = "Features") =>
        model.ToOnnx(new() { Precision = OnnxPrecision.Int8, Calibration = Calibrate(model, images), InputName = inputName });
}

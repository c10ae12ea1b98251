using System.Collections.Immutable;

namespace MlNetCnn.Tests;

public class CalibrationTests
{
    private static readonly CnnModel Model = OnnxContractTests.OfLayer("conv2d");

    [Fact]
    public void Calibrate_OnAnImageSet_IsTheSameAsOnItsPixels()
    {
        var pixels = RandomModels.Images(Model.Plan.Input, 100);
        ImageSet images = new(
            Model.Plan.Input, pixels.Select(p => (byte)p).ToArray(), [.. new int[100]], [.. Enumerable.Range(0, 3).Select(i => $"class {i}")]);

        var fromBytes = Model.Calibrate(images, new() { Images = 30 });
        var fromFloats = Model.Calibrate([.. pixels.Chunk(Model.Plan.Input.Elements)], new() { Images = 30 });

        Assert.Equal((30, 30), (fromBytes.Images, fromFloats.Images));
        Assert.Equal(Onnx(fromBytes), Onnx(fromFloats));
    }

    [Fact]
    public void Calibrate_OnFewerImagesThanWanted_TakesAll() => Assert.Equal(5, QuantizedModels.Calibrate(Model, images: 5).Images);

    [Fact]
    public void Calibrate_WithAHundredPercent_TakesTheExtremes()
    {
        // 65 images, so that the last block is short: the extremes are in the first and the last one.
        var images = Enumerable.Range(0, 65).Select(_ => new float[Model.Plan.Input.Elements]).ToArray();
        images[0][3] = 51;
        images[64][7] = 255;

        var all = Model.Calibrate(images, new() { Percentile = 100 });
        var most = Model.Calibrate(images, new() { Percentile = 99 });

        Assert.Equal(new TensorRange(0, 1), all["preprocessing/scaled"]);
        Assert.InRange(most["preprocessing/scaled"].Greatest, 0, 0.01);
    }

    [Theory]
    [InlineData(0, 99.99, "Calibration needs at least 1 image.")]
    [InlineData(1, 50, "The percentile must be above 50 and up to 100.")]
    [InlineData(1, 100.1, "The percentile must be above 50 and up to 100.")]
    [InlineData(1, double.NaN, "The percentile must be above 50 and up to 100.")]
    public void Calibrate_WithAnOptionOutOfRange_SaysSo(int images, double percentile, string message) => Assert.StartsWith(
        message,
        Assert.Throws<ArgumentOutOfRangeException>(
            () => QuantizedModels.Calibrate(Model, options: new() { Images = images, Percentile = percentile })).Message);

    [Fact]
    public void Calibrate_OnOtherImages_SaysWhatIsNeeded()
    {
        ImageSet images = new(new(1, 2, 2), new byte[4], [0], ImmutableArray.Create("a"));

        Assert.StartsWith(
            "The model reads images of 2×7×6, but those to calibrate with are 1×2×2",
            Assert.Throws<ArgumentException>(() => Model.Calibrate(images)).Message);
        Assert.StartsWith(
            "Image 0 to calibrate with has 4 values, but 2×7×6 has 84",
            Assert.Throws<ArgumentException>(() => Model.Calibrate([new float[4]])).Message);
        Assert.StartsWith("There is no image to calibrate with", Assert.Throws<ArgumentException>(() => Model.Calibrate([])).Message);
    }

    [Fact]
    public void Calibrate_OnPixelsThatAreNoNumbers_NamesWhereTheyShow()
    {
        var image = new float[Model.Plan.Input.Elements];
        image[5] = float.NaN;

        var error = Assert.Throws<InvalidOperationException>(() => Model.Calibrate([image]));

        Assert.StartsWith("The values of 'preprocessing/scaled' are not finite numbers", error.Message);
    }

    [Fact]
    public void Calibrate_WhenCancelled_Stops() => Assert.Throws<OperationCanceledException>(
        () => QuantizedModels.Calibrate(Model, options: new() { Cancellation = new CancellationToken(canceled: true) }));

    private static byte[] Onnx(Calibration calibration) => Model.ToOnnx(new() { Precision = OnnxPrecision.Int8, Calibration = calibration });
}

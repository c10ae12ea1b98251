namespace MlNetCnn.Experiments.Tests;

/// <summary>The processes that time training and augment images, as the dashboard starts them.</summary>
public sealed class MeasuringProcessTests(Workplace workplace) : IClassFixture<Workplace>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Speed_OfATinyNetwork_IsMeasuredOnTheImagesOrOnNoise(bool isNoise)
    {
        using var process = new AnsweringProcess<SpeedRequest, SpeedAnswer>(Hosts.Command, RunChild.Speed, "the measurement", TimeProvider.System);
        var run = workplace.Request(("patience", "2"), ("validation-fraction", "0.2"), ("class-weights", "balanced"));

        var answer = await process.AskAsync(new(run.ToJson(), isNoise ? null : workplace.Data, [1, 8, 8], 3, 72, Threads: 1, Seconds: 0.2)).WaitAsync(Hosts.Patience);

        Assert.Equal((15, 1, "cpu", isNoise), (answer.BatchSize, answer.Threads, answer.Device, answer.IsOfNoise));
        Assert.InRange(answer.TrainImagesPerSecond, 1, answer.EvaluationImagesPerSecond);
        Assert.InRange(answer.TrainingBytes, 0, answer.PeakBytes);
        Assert.Equal(TimeSpan.FromSeconds(3), (answer with { TrainImagesPerSecond = 50, EvaluationImagesPerSecond = 100 }).EpochOf(100, 100));
    }

    [Fact]
    public async Task Speed_OfANetworkThatDoesNotFit_SaysWhichLayer()
    {
        using var process = new AnsweringProcess<SpeedRequest, SpeedAnswer>(Hosts.Command, RunChild.Speed, "the measurement", TimeProvider.System);
        var run = workplace.Request() with { Architecture = Architectures.LeNet() };

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => process.AskAsync(new(run.ToJson(), null, [1, 8, 8], 3, 72, 1, 0.2))).WaitAsync(Hosts.Patience);

        Assert.Contains("conv2", fault.Message);
    }

    [Fact]
    public async Task Augmentation_OfImages_IsThatOfTrainingAndFollowsFromTheSeed()
    {
        using var process = new AnsweringProcess<AugmentationRequest, AugmentationAnswer>(Hosts.Command, RunChild.Augmentation, "augmentation", TimeProvider.System);
        var pixels = new byte[16 * 4 * 4];
        new Random(1).NextBytes(pixels);
        byte[][] images = [.. pixels.Chunk(16)];
        async Task<byte[][]> DrawAsync(string seed, string normalization = "none") => (await process.AskAsync(new(
            pixels, [1, 4, 4], new Dictionary<string, string> { ["flip"] = "true", ["normalization"] = normalization, ["seed"] = seed }, Variants: 2)).WaitAsync(Hosts.Patience)).Variants;

        var drawn = await DrawAsync("1");

        Assert.Equal(2, drawn.Length);
        Assert.NotEqual(drawn[0], drawn[1]);
        bool[] flips = [.. drawn.SelectMany(variant => variant.Chunk(16).Select((image, i) => IsFlipped(images[i], image)))];
        Assert.Contains(true, flips);
        Assert.Contains(false, flips);
        Assert.Equal(drawn, await DrawAsync("1"));
        Assert.NotEqual(drawn, await DrawAsync("2"));
        // What was normalized for the network is shown as it was before.
        Assert.Equal(drawn, await DrawAsync("1", "measured"));
    }

    private static bool IsFlipped(byte[] original, byte[] image)
    {
        byte[] mirrored = [.. original.Chunk(4).SelectMany(row => row.Reverse())];
        Assert.True(image.SequenceEqual(original) || image.SequenceEqual(mirrored), "It is neither the image nor its mirror image.");
        return image.SequenceEqual(mirrored);
    }
}

namespace MlNetCnn.Training.Tests;

public class MemoryEstimateTests
{
    [Theory]
    [InlineData(1000, 64, 32)] // half of what failed, though the estimate has room for more
    [InlineData(270, 64, 16)] // 17 fit: rounded to what people choose
    [InlineData(160, 64, 6)]
    [InlineData(110, 64, 1)]
    [InlineData(109, 64, null)]
    [InlineData(1000, 1, null)]
    public void Fitting_SoMuchFree_IsTheMostThatFits(long free, int failed, int? fitting) =>
        Assert.Equal(fitting, new MemoryEstimate(free, size => 100 + (10 * size)).Fitting(failed));

    [Fact]
    public void Fitting_NothingKnown_IsNull() => Assert.Null(new MemoryEstimate(null, size => size).Fitting(64));

    [Fact]
    public void Message_OfBatchesThatDoNotFit_SaysWhatWould() => Assert.Equal(
        "The training option BatchSize is 512, but the memory of cuda:1 ran out: by the estimate 200 would fit the 2.0 GiB that were free; "
        + "HalveBatch finds what fits by itself.",
        new TrainingMemoryException("cuda:1", 512, new(2L << 30, size => size * (10L << 20)), new InvalidOperationException()).Message);
}

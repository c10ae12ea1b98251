namespace MlNetCnn.Tests;

public class QuantityTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1.00 KiB")]
    [InlineData(10_236, "10.0 KiB")]
    [InlineData(246_824, "241 KiB")]
    [InlineData(1_048_575, "1.00 MiB")]
    [InlineData(515_224_616, "491 MiB")]
    public void Bytes_AreThreeDigitsAndAUnit(long bytes, string text) => Assert.Equal(text, Quantity.Bytes(bytes));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(840, "840")]
    [InlineData(5_120, "5.12 k")]
    [InlineData(999_600, "1.00 M")]
    [InlineData(318_657_536, "319 M")]
    [InlineData(7_547_232_256, "7.55 G")]
    public void Count_IsThreeDigitsAndAUnit(long count, string text) => Assert.Equal(text, Quantity.Count(count));
}

namespace MlNetCnn.Tests;

public class Size2dTests
{
    [Theory]
    [InlineData("2x3", 2, 3)]
    [InlineData("0X1", 0, 1)]
    [InlineData("2 × 3", 2, 3)]
    [InlineData("3", 3, 3)]
    public void Parse_HeightAndWidthOrOneNumber_IsRead(string text, int height, int width) =>
        Assert.Equal(new Size2d(height, width), Size2d.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("2x")]
    [InlineData("-1x2")]
    [InlineData("1x2x3")]
    [InlineData("two")]
    [InlineData("99999999999")]
    public void Parse_AnythingElse_SaysHowToWriteIt(string text) =>
        Assert.Equal(
            $"'{text}' is not a height and a width: write them joined by 'x', like 2x3, or one number for both.",
            Assert.Throws<FormatException>(() => Size2d.Parse(text)).Message);

    [Fact]
    public void ToString_JoinsHeightAndWidth() => Assert.Equal("2×3", new Size2d(2, 3).ToString());
}

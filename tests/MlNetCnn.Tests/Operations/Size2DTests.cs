using MlNetCnn.Operations;

namespace MlNetCnn.Tests.Operations;

public class Size2DTests
{
    [Theory]
    [InlineData("2x3", 2, 3)]
    [InlineData("0X1", 0, 1)]
    [InlineData("2 × 3", 2, 3)]
    [InlineData("3", 3, 3)]
    public void Parse_HeightAndWidthOrOneNumber_IsRead(string text, int height, int width) =>
        Assert.Equal(new Size2D(height, width), Size2D.Parse(text));

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
            Assert.Throws<FormatException>(() => Size2D.Parse(text)).Message);

    [Fact]
    public void ToString_JoinsHeightAndWidth() => Assert.Equal("2×3", new Size2D(2, 3).ToString());
}

using CsCheck;

namespace MlNetCnn.Textbook.Tests;

public class ArrayTextTests
{
    [Fact]
    public void ParseMatrix_RowsOfNumbers_IsRead() =>
        Assert.Equal(new float[,] { { 0, 1.5f, -2 }, { 3, 4, 1000 } }, ArrayText.ParseMatrix(" 0 1.5 -2; 3,4, 1e3 "));

    [Fact]
    public void ParseKernels_ChannelsAndOutputs_AreRead()
    {
        Assert.Equal(new float[,,] { { { 0, 1 } }, { { 2, 3 } } }, ArrayText.ParseChannels("0 1|2 3"));
        Assert.Equal(new float[,,,] { { { { 0, 1 } }, { { 2, 3 } } }, { { { 4, 5 } }, { { 6, 7 } } } }, ArrayText.ParseKernels("0 1|2 3 / 4 5|6 7"));
    }

    [Theory]
    [InlineData("", "Row 1 of '' has no numbers: write rows apart by ';', like 0 1 2;3 4 5.")]
    [InlineData("1 2;", "Row 2 of '1 2;' has no numbers: write rows apart by ';', like 0 1 2;3 4 5.")]
    [InlineData("1 2;3", "Row 2 of '1 2;3' has 1 numbers, but row 1 has 2: give every row the same number.")]
    [InlineData("1 two", "'two' in '1 two' is not a number: write numbers like 3 or -0.5.")]
    [InlineData("1 NaN", "'NaN' in '1 NaN' is not a number: write numbers like 3 or -0.5.")]
    [InlineData("1e99", "'1e99' in '1e99' is not a number: write numbers like 3 or -0.5.")]
    public void ParseMatrix_NoMatrix_SaysWhatIsWrong(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => ArrayText.ParseMatrix(text)).Message);

    [Fact]
    public void ParseChannels_ShapesDiffer_SaysWhich() =>
        Assert.Equal(
            "Channel 2 of '1 2|3' is 1×1, but the first is 1×2: give all the same shape.",
            Assert.Throws<FormatException>(() => ArrayText.ParseChannels("1 2|3")).Message);

    [Fact]
    public void ParseKernels_ChannelCountsDiffer_SaysWhich() =>
        Assert.Equal(
            "Output channel 2 of '1|2/3' is 1×1×1, but the first is 2×1×1: give all the same shape.",
            Assert.Throws<FormatException>(() => ArrayText.ParseKernels("1|2/3")).Message);

    [Fact]
    public void Format_Array_IsInBracketsWithFourDigits() =>
        Assert.Equal("[[[0,1.2346]],[[-1,0]]]", ArrayText.Format(new float[,,] { { { 0, 1.23456f } }, { { -1, -0.00001f } } }));

    [Fact]
    public void Format_ThenParsed_GivesTheMatrixBack() =>
        Cells.Matrix(Gen.Int[1, 4], Gen.Int[1, 4]).Sample(x =>
            Assert.Equal(x, ArrayText.ParseMatrix(ArrayText.Format(x).Replace("],[", ";").Trim('[', ']'))));
}

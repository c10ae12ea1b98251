namespace MlNetCnn.Tests;

public class ImageOptionNamesTests
{
    [Theory]
    [InlineData("The images of '/Size/a' differ: set Size, for example to 224.", "The images of '/Size/a' differ: give --size, for example to 224.")]
    [InlineData("be the label: set LabelColumn to first or last", "be the label: give --label-column first or last")]
    [InlineData("Mend or remove them, or raise MaxBadImages.", "Mend or remove them, or raise --max-bad-images.")]
    [InlineData("'x' has 5 pixels a row, but TableShape is 1×2×2.", "'x' has 5 pixels a row, but --table-shape is 1×2×2.")]
    [InlineData("at most 5 are decoded: make it smaller, or raise PixelLimit.", "at most 5 are decoded: make it smaller.")]
    public void In_OptionOfTheLibrary_IsNamedAsOnTheCommandLine(string sentence, string told) => Assert.Equal(told, ImageOptionNames.In(sentence, areSwitches: true));

    [Fact]
    public void In_OptionOfTheLibrary_IsNamedAsInTheForm() => Assert.Equal(
        "The images of 'Size' differ: set size, or label-column to first.",
        ImageOptionNames.In("The images of 'Size' differ: set Size, or LabelColumn to first.", areSwitches: false));
}

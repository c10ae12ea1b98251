namespace MlNetCnn.Dashboard.Tests;

public class ImageProblemTests
{
    [Fact]
    public void Words_TooManyPixels_NamesNoOptionThatAPageDoesNotHave()
    {
        var problem = Assert.Throws<InvalidDataException>(() => EncodedImage.Open(Png.Gray(20, 10, new byte[200]), "large.png", pixelLimit: 100));

        Assert.Equal("'large.png' has 20×10 pixels, but at most 100 are decoded: make it smaller.", ImageProblem.Words(problem));
    }
}

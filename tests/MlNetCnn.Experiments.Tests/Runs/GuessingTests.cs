namespace MlNetCnn.Experiments.Tests;

public class GuessingTests
{
    [Theory]
    [InlineData(50, true)]
    [InlineData(65, true)]
    [InlineData(80, false)]
    public void Sentence_OfAnAccuracyAmongHundredImages_IsThereUpToWhatChanceMayGive(int right, bool isGuess)
    {
        var sentence = Guessing.Sentence(ClassResult.Interval(right / 100.0, 100), 100, [("cat", 60), ("dog", 40)]);

        Assert.Equal(isGuess, sentence is not null);
        if (isGuess)
            Assert.StartsWith("By these 100 images the network is no better than always answering 'cat': ", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Sentence_WithoutAnInterval_IsNull() => Assert.Null(Guessing.Sentence(null, 0, [("cat", 0)]));
}

namespace MlNetCnn.Tests;

public class SpellingTests
{
    private static readonly string[] Words = ["lenet", "resnet18", "resnet34", "vgg11", "vgg13", "vgg16", "vgg19"];

    [Theory]
    [InlineData("lenett", ": did you mean 'lenet'?")]
    [InlineData("LENT", ": did you mean 'lenet'?")]
    [InlineData("resnet", ": did you mean 'resnet18' or 'resnet34'?")]
    [InlineData("vgg12", ": did you mean 'vgg11', 'vgg13' or 'vgg16'?")]
    [InlineData("r", ": did you mean 'resnet18' or 'resnet34'?")]
    [InlineData("transformer", ".")]
    [InlineData("", ".")]
    public void DidYouMean_OfAWord_NamesThoseThatAreLikeIt(string word, string end) => Assert.Equal(end, Spelling.DidYouMean(word, Words));

    [Fact]
    public void DidYouMean_OfAnEndlessWord_NamesNone() => Assert.Equal(".", Spelling.DidYouMean(new string('v', 100_000), Words));

    [Fact]
    public void DidYouMean_WithAMark_PutsItBeforeEachWord() => Assert.Equal(": did you mean '--epochs'?", Spelling.DidYouMean("epoch", ["epochs", "seed"], "--"));
}

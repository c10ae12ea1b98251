namespace MlNetCnn.Dashboard.Tests;

public class SearchHitTests
{
    [Theory]
    [InlineData("20261130-211219", true)]
    [InlineData("20261130", true)]
    [InlineData("vgg", true)]
    [InlineData("run", true)]
    [InlineData("211219", false)]
    [InlineData("runs/", false)]
    public void IsFoundBy_WordOfARun_IsPartOfItsTitleOrTheBeginningOfItsId(string word, bool isFound) =>
        Assert.Equal(isFound, new SearchHit("Run", "VGG on pets", "runs/20261130-211219-abc123", "20261130-211219-abc123").IsFoundBy(word));
}

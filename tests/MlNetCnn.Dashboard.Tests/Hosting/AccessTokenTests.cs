using MlNetCnn.Dashboard.Hosting;

namespace MlNetCnn.Dashboard.Tests.Hosting;

public class AccessTokenTests
{
    [Fact]
    public void Token_ItsCookie_OpensWithoutTellingIt()
    {
        var token = new AccessToken("a token of some length");

        Assert.True(token.IsToken("a token of some length"));
        Assert.True(token.IsCookie(token.CookieValue));
        Assert.False(token.IsToken(token.CookieValue));
        Assert.False(token.IsCookie("a token of some length"));
        Assert.DoesNotContain("length", token.CookieValue, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a token of some lengt")]
    [InlineData("A token of some length")]
    public void Token_AnythingElse_IsNotIt(string? text)
    {
        var token = new AccessToken("a token of some length");

        Assert.False(token.IsToken(text));
        Assert.False(token.IsCookie(text));
    }
}

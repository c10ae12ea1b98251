namespace MlNetCnn.Dashboard.Tests;

public class AccessTokenTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Token_ItsPass_OpensWithoutTellingIt()
    {
        var token = new AccessToken("a token of some length");
        var pass = token.PassFrom(Now);

        Assert.True(token.IsToken("a token of some length"));
        Assert.True(token.IsPass(pass, Now));
        Assert.False(token.IsToken(pass));
        Assert.False(token.IsPass("a token of some length", Now));
        Assert.DoesNotContain("length", pass, StringComparison.Ordinal);
    }

    [Fact]
    public void Pass_AfterItsTime_OpensNoMore()
    {
        var token = new AccessToken("a token of some length");
        var pass = token.PassFrom(Now);

        Assert.True(token.IsPass(pass, Now + AccessToken.Lifetime - TimeSpan.FromSeconds(1)));
        Assert.False(token.IsPass(pass, Now + AccessToken.Lifetime));
        // Its end is signed too.
        Assert.False(token.IsPass("9" + pass, Now));
        Assert.False(new AccessToken("another token of some length").IsPass(pass, Now));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("9999999999.ü")]
    [InlineData("a token of some lengt")]
    [InlineData("A token of some length")]
    public void Token_AnythingElse_IsNotIt(string? text)
    {
        var token = new AccessToken("a token of some length");

        Assert.False(token.IsToken(text));
        Assert.False(token.IsPass(text, Now));
    }

    [Fact]
    public void End_OfAPass_EndsItAndNoOther()
    {
        var token = new AccessToken("a token long enough for this");
        var now = DateTimeOffset.UnixEpoch;
        var (pass, other) = (token.PassFrom(now), token.PassFrom(now));

        token.End(pass, now);

        Assert.Equal((false, true), (token.IsPass(pass, now), token.IsPass(other, now)));
    }
}

using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace MlNetCnn.Dashboard.Tests;

public sealed class AccessMiddlewareTests : IDisposable
{
    private const string Token = "a token of some length";

    // Forgets none in the time of a test.
    private readonly WrongTokens _wrong = new(TimeSpan.FromDays(1));
    private readonly Clock _clock = new();
    private readonly AccessMiddleware _access;

    public AccessMiddlewareTests()
    {
        var options = ServerOptions.From(new ConfigurationBuilder().AddInMemoryCollection([new("networks", "/tmp"), new("token", Token)]).Build());
        _access = new(context =>
        {
            context.Response.StatusCode = StatusCodes.Status200OK;
            return Task.CompletedTask;
        }, options, _wrong, _clock, NullLogger<AccessMiddleware>.Instance);
    }

    public void Dispose() => _wrong.Dispose();

    [Theory]
    [InlineData("10.0.0.1", "::ffff:10.0.0.1", "10.0.0.2")]
    [InlineData("2001:db8::1", "2001:db8::ffff:2", "2001:db8:0:1::1")]
    public async Task Invoke_ManyWrongTokens_AreNotLookedAtFromTheirPlaceAnyMore(string address, string same, string another)
    {
        for (var i = 0; i < WrongTokens.Most; i++)
            Assert.Equal(StatusCodes.Status401Unauthorized, await ShowAsync($"wrong {i}", address));

        Assert.Equal(StatusCodes.Status429TooManyRequests, await ShowAsync("wrong", address));
        Assert.Equal(StatusCodes.Status429TooManyRequests, await ShowAsync(Token, same));
        Assert.Equal(StatusCodes.Status303SeeOther, await ShowAsync(Token, another));
        Assert.Equal(StatusCodes.Status200OK, await GetAsync("", address, new AccessToken(Token).PassFrom(_clock.GetUtcNow())));
    }

    [Fact]
    public async Task Invoke_PassThatIsOver_AsksForTheToken()
    {
        var pass = new AccessToken(Token).PassFrom(_clock.GetUtcNow());
        Assert.Equal(StatusCodes.Status200OK, await GetAsync("", "10.0.0.1", pass));

        _clock.Advance(AccessToken.Lifetime);

        Assert.Equal(StatusCodes.Status401Unauthorized, await GetAsync("", "10.0.0.1", pass));
    }

    private Task<int> ShowAsync(string token, string from) => GetAsync($"?token={Uri.EscapeDataString(token)}", from, pass: null);

    private async Task<int> GetAsync(string query, string from, string? pass)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = HttpMethods.Get;
        context.Request.Path = "/";
        context.Request.QueryString = new(query);
        context.Connection.RemoteIpAddress = IPAddress.Parse(from);
        if (pass is not null)
            context.Request.Headers.Cookie = $"{AccessToken.CookieOf(null)}={pass}";
        await _access.InvokeAsync(context);
        return context.Response.StatusCode;
    }
}

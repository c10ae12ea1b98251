using System.Net;

namespace MlNetCnn.Dashboard.Tests;

/// <summary>Over real HTTP, to a server that listens beyond this machine.</summary>
public sealed class TokenServerTests : IAsyncLifetime
{
    private readonly HttpClient _client = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
    private DashboardProcess _dashboard = null!;

    public async Task InitializeAsync()
    {
        _dashboard = await DashboardProcess.StartAsync("http://0.0.0.0:0");
        _client.BaseAddress = _dashboard.Address;
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _dashboard.DisposeAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("architectures/lenet")]
    [InlineData("site.js")]
    [InlineData("_blazor")]
    [InlineData("?token=0123456789abcdef0123456789abcdef")]
    public async Task Get_WithoutTheToken_AsksForIt(string path)
    {
        using var response = await _client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        var page = await response.Content.ReadAsStringAsync();
        Assert.Contains("asks for the token", page, StringComparison.Ordinal);
        Assert.DoesNotContain(_dashboard.Token!, page, StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Get_Health_NeedsNoToken() =>
        Assert.Equal("Healthy", await _client.GetStringAsync(new Uri("health", UriKind.Relative)));

    [Fact]
    public async Task Get_AddressThatWasPrinted_SignsInAndLeavesTheTokenBehind()
    {
        using var response = await _client.GetAsync(new Uri($"architectures?token={_dashboard.Token}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Equal("/architectures", response.Headers.Location!.ToString());
        await AssertSignsIn(response);
    }

    [Theory]
    [InlineData("/lab", "/lab")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("http://evil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("/\r\nSet-Cookie: a=b", "/")]
    [InlineData("/lab\\..\\evil", "/")]
    [InlineData("/\u00fc", "/")]
    [InlineData("evil.example", "/")]
    [InlineData("", "/")]
    [InlineData("/runs/compare?group=a%20b&tag=c", "/runs/compare?group=a%20b&tag=c")]
    public async Task Post_Token_SignsInAndStaysOnThisServer(string to, string expected)
    {
        using var form = new FormUrlEncodedContent([new("token", _dashboard.Token!)]);

        using var response = await _client.PostAsync(new Uri($"sign-in?to={Uri.EscapeDataString(to)}", UriKind.Relative), form);

        Assert.Equal(expected, response.Headers.Location!.ToString());
        await AssertSignsIn(response);
    }

    [Fact]
    public async Task Post_WrongToken_SaysSo()
    {
        using var form = new FormUrlEncodedContent([new("token", "not the token at all")]);

        using var response = await _client.PostAsync(new Uri("sign-in?to=/", UriKind.Relative), form);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("That is not the token.", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await _dashboard.ReadLineAsync("A wrong token came from 127.0.0.1.");
    }

    [Fact]
    public async Task Get_PageWithoutTheToken_KeepsItsAddressForAfterwards()
    {
        using var response = await _client.GetAsync(new Uri("runs/comp%C3%A4re?group=a%20b&token=wrong", UriKind.Relative));

        Assert.Contains("action=\"/sign-in?to=%2Fruns%2Fcomp%25C3%25A4re%3Fgroup%3Da%2520b\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_SignOut_TakesTheCookieAway()
    {
        using var response = await _client.PostAsync(new Uri("sign-out", UriKind.Relative), content: null);

        Assert.Equal("/", response.Headers.Location!.ToString());
        Assert.StartsWith($"mlnetcnn-access-{_dashboard.Address.Port}=; expires=Thu, 01 Jan 1970", Assert.Single(response.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    private async Task AssertSignsIn(HttpResponseMessage response)
    {
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(_dashboard.Token!, cookie, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Get, "");
        request.Headers.Add("Cookie", cookie.Split(';')[0]);
        using var page = await _client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }
}

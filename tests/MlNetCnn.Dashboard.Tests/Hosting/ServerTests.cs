using System.Net;
using System.Net.WebSockets;

namespace MlNetCnn.Dashboard.Tests;

/// <summary>Over real HTTP, to a server that listens on this machine only and asks for no token.</summary>
public sealed class ServerTests : IAsyncLifetime
{
    private readonly HttpClient _client = new();
    private DashboardProcess _dashboard = null!;

    public async Task InitializeAsync()
    {
        _dashboard = await DashboardProcess.StartAsync("http://127.0.0.1:0", "--no-token");
        _client.BaseAddress = _dashboard.Address;
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _dashboard.DisposeAsync();
    }

    [Fact]
    public async Task Get_EveryPageAndFile_IsServedWithItsHeaders()
    {
        Assert.Null(_dashboard.Token);
        foreach (var path in new[] { "", "architectures", "architectures/vgg11/4", "architectures/compare", "networks", "networks/new", "networks/open", "photos", "lab", "lab/pooling", "data", "data/mnist", "runs/compare", "data.js", "camera.js", "reconnect.js", "data.css", "comparison.css", "site.css", "site.js", "_framework/blazor.web.js", "_content/MudBlazor/MudBlazor.min.css", "health" })
        {
            using var response = await _client.GetAsync(new Uri(path, UriKind.Relative));

            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {response.StatusCode}");
            var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        }
    }

    [Fact]
    public async Task Get_Page_HasNoScriptInIt()
    {
        var page = await _client.GetStringAsync(new Uri("architectures/lenet", UriKind.Relative));

        Assert.Contains("61,706", page, StringComparison.Ordinal); // It is there before any script runs.
        Assert.DoesNotMatch("<script(?![^>]*src=)[^>]*>", page);
        Assert.DoesNotMatch("https?://(?!www.w3.org)", page);
    }

    [Fact]
    public async Task Get_NoSuchPage_IsNotFoundAndSaysSo()
    {
        using var response = await _client.GetAsync(new Uri("no/such/page", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        var page = await response.Content.ReadAsStringAsync();
        Assert.Contains("There is no such page", page, StringComparison.Ordinal);
        Assert.Contains("<li><a href=\"runs/compare\">Compare</a></li>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Runs_LeadsToTheStartPage()
    {
        using var response = await _client.GetAsync(new Uri("runs?find=lenet", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("/?find=lenet", response.RequestMessage!.RequestUri!.PathAndQuery);
    }

    [Fact]
    public async Task Get_Page_SaysWhatToDoWhenTheServerIsGone()
    {
        var page = await _client.GetStringAsync(new Uri("", UriKind.Relative));

        Assert.Matches("<dialog id=\"components-reconnect-modal\"[^>]*role=\"alertdialog\"", page);
        Assert.Contains("<code>mlnetcnn dashboard</code>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_UploadWithoutAntiforgery_IsRefused()
    {
        using var content = new ByteArrayContent([1, 2, 3]);

        using var response = await _client.PostAsync(new Uri("uploads?name=pets&file=x.zip", UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("load it again", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("169.254.169.254")]
    public async Task Get_ForeignName_IsRefused(string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "");
        request.Headers.Host = $"{host}:{_dashboard.Address.Port}";

        using var response = await _client.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("null")]
    public async Task Connect_CircuitFromAnotherOrigin_IsRefused(string origin)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", origin);
        socket.Options.CollectHttpResponseDetails = true;

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(Circuit, default));

        Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    [Fact]
    public async Task Connect_CircuitFromItsOwnPage_Opens()
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", _dashboard.Address.GetLeftPart(UriPartial.Authority));

        await socket.ConnectAsync(Circuit, default);

        Assert.Equal(WebSocketState.Open, socket.State);
    }

    private Uri Circuit => new UriBuilder(_dashboard.Address) { Scheme = "ws", Path = "_blazor" }.Uri;
}

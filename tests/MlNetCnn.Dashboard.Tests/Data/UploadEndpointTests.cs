using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MlNetCnn.Dashboard.Tests;

/// <summary>Over real HTTP, to a server with nothing but the endpoints, which takes files up to 64 KiB.</summary>
public sealed class UploadEndpointTests : IAsyncLifetime
{
    private const int Limit = 64 << 10;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlnetcnn-upload-");
    private readonly HttpClient _client = new();
    private WebApplication _app = null!;
    private DataSetStore _sets = null!;

    private JobList Jobs => _app.Services.GetRequiredService<JobList>();

    public async Task InitializeAsync()
    {
        _sets = new DataSetStore(new() { Folder = _folder.FullName });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddAntiforgery().AddSingleton(_sets).AddSingleton<JobList>().AddSingleton<DataWork>().AddSingleton(new ServerFolders([])).AddSingleton(TimeProvider.System)
            .AddSingleton(new Uploads(_sets, Limit));
        _app = builder.Build();
        _app.MapData();
        await _app.StartAsync();
        _client.BaseAddress = new Uri(_app.Urls.Single());
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Post_ZipWithAHostileName_IsImportedUnderItsOwnName()
    {
        var (status, text) = await PostAsync("pets", "../../x.zip", TinyImages.Zip(("cat", [1, 2]), ("dog", [3, 4])));

        Assert.Equal((HttpStatusCode.Accepted, "pets"), (status, text));
        await EndAsync("import:pets");
        var stored = _sets.Find("pets")!;
        Assert.Equal((4, "uploaded as x.zip", "pets.zip"), (stored.Entry.TrainImages, stored.Entry.Source, Path.GetFileName(stored.Path)));
        Assert.Equal(["pets"], Left());
        Assert.False(File.Exists(Path.Combine(_folder.FullName, "..", "x.zip")));
    }

    [Fact]
    public async Task Post_BrokenZip_FailsWithASentenceAndLeavesNothing()
    {
        var (status, _) = await PostAsync("pets", "x.zip", Encoding.UTF8.GetBytes("this is no zip"));

        Assert.Equal(HttpStatusCode.Accepted, status);
        var job = await EndAsync("import:pets");
        Assert.Equal(JobState.Failed, job.State);
        Assert.NotEmpty(job.Sentence!);
        Assert.DoesNotContain(_folder.FullName, job.Sentence, StringComparison.Ordinal);
        Assert.Null(_sets.Find("pets"));
        Assert.Empty(Left());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Post_MoreThanTheLimit_IsRefusedAndLeavesNothing(bool isChunked)
    {
        var (status, text) = await PostAsync("pets", "x.zip", new byte[Limit + 1], isChunked: isChunked);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Contains("larger than 64.0 KiB", text);
        Assert.Empty(Left());
    }

    [Theory]
    [InlineData("..", "x.zip", "cannot name a data set")]
    [InlineData("mnist", "x.zip", "published data set")]
    [InlineData("pets", "x.exe", "cannot be uploaded")]
    public async Task Post_NameThatCannotBe_IsRefused(string name, string file, string reason)
    {
        var (status, text) = await PostAsync(name, file, [1]);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(reason, text);
        Assert.Empty(Left());
    }

    [Fact]
    public async Task Post_WithoutAntiforgery_IsRefused()
    {
        using var response = await _client.PostAsync(new Uri("uploads?name=pets&file=x.zip", UriKind.Relative), new ByteArrayContent(TinyImages.Zip(("cat", [1]), ("dog", [2]))));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("load it again", await response.Content.ReadAsStringAsync());
        Assert.Empty(Left());
    }

    [Fact]
    public async Task Post_SenderGone_LeavesNothing()
    {
        var (cookie, token) = Tokens();
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(_client.BaseAddress!.Host, _client.BaseAddress.Port);
            var stream = socket.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                $"POST /uploads?name=pets&file=x.zip HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\nRequestVerificationToken: {token}\r\nContent-Length: 60000\r\n\r\n"));
            await stream.WriteAsync(new byte[30_000]);
            await UntilAsync(() => Left().Length == 1);
        }

        await UntilAsync(() => Left().Length == 0);
        Assert.Null(Jobs.Find("import:pets"));
    }

    [Fact]
    public void Sweep_FolderOfAServerThatWasKilled_IsRemovedAndOneInUseStays()
    {
        Directory.CreateDirectory(Path.Combine(_sets.OwnFolder, ".upload.dead"));
        using var alive = Upload.Begin(_sets.OwnFolder, UploadName.Of("pets", "x.zip"));

        new Uploads(_sets, Limit).Sweep();

        Assert.Equal(Path.GetFileName(Path.GetDirectoryName(alive.Path)), Assert.Single(Left()));
    }

    [Fact]
    public async Task Get_SheetOfASetThatNobodyLookedAt_IsNotFound()
    {
        using var response = await _client.GetAsync(new Uri("data-sheets/bundled/0", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private async Task<(HttpStatusCode Status, string Text)> PostAsync(string name, string file, byte[] content, bool isChunked = false)
    {
        var (cookie, token) = Tokens();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"uploads?name={Uri.EscapeDataString(name)}&file={Uri.EscapeDataString(file)}", UriKind.Relative))
        {
            Content = isChunked ? new StreamContent(new MemoryStream(content)) : new ByteArrayContent(content),
        };
        request.Headers.TransferEncodingChunked = isChunked;
        request.Headers.Add("Cookie", cookie);
        request.Headers.Add("RequestVerificationToken", token);
        using var response = await _client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>What a page of this server gives a browser.</summary>
    private (string Cookie, string Token) Tokens()
    {
        var context = new DefaultHttpContext { RequestServices = _app.Services };
        var tokens = _app.Services.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);
        return (context.Response.Headers.SetCookie.ToString().Split(';')[0], tokens.RequestToken!);
    }

    private string[] Left() => Directory.Exists(_sets.OwnFolder) ? [.. Directory.EnumerateFileSystemEntries(_sets.OwnFolder).Select(p => Path.GetFileName(p))] : [];

    private async Task<Job> EndAsync(string key)
    {
        await UntilAsync(() => Jobs.Find(key) is { IsRunning: false });
        return Jobs.Find(key)!;
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!isSo())
            await Task.Delay(20, patience.Token);
    }
}

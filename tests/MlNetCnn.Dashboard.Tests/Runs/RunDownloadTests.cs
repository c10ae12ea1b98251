using System.Net;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard.Tests;

/// <summary>Files of runs over real HTTP, from a server without a worker.</summary>
public sealed class RunDownloadTests : IAsyncLifetime
{
    private readonly HttpClient _client = new();
    private DashboardProcess _dashboard = null!;
    private RunStore _store = null!;
    private Run _run = null!;

    public async Task InitializeAsync()
    {
        _dashboard = await DashboardProcess.StartAsync("http://127.0.0.1:0", "--no-token", "--slots", "0");
        _client.BaseAddress = _dashboard.Address;
        _store = await RunStore.OpenAsync(StoreLocation.Parse(Path.Combine(_dashboard.Folder, "runs.db")));
        _run = await _store.AddAsync(Tiny.Request("a <name> / of mine"));
        var folder = _store.FolderOf(_run.Id);
        Directory.CreateDirectory(folder.Path);
        await File.WriteAllTextAsync(folder.Metrics, "epoch\n1\n");
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "secret.txt"), "secret");
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        EmptyStore.CloseAll();
        await _dashboard.DisposeAsync();
    }

    [Fact]
    public async Task Get_File_IsAnAttachmentOfItsType()
    {
        using var response = await _client.GetAsync(new Uri($"runs/{_run.Id}/files/metrics.csv", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(("attachment", $"a--name----of-mine-{_run.Id[^6..]}-metrics.csv"),
            (response.Content.Headers.ContentDisposition!.DispositionType, response.Content.Headers.ContentDisposition.FileName));
        Assert.Equal("epoch\n1\n", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("{id}", "secret.txt")]
    [InlineData("{id}", "..%2F..%2Fruns.db")]
    [InlineData("{id}", "..%5C..%5Cruns.db")]
    [InlineData("{id}", "model.onnx")]
    [InlineData("..", "runs.db")]
    [InlineData("%2e%2e", "metrics.csv")]
    [InlineData("..%2F{id}", "metrics.csv")]
    [InlineData("20260101-000000-aaaaaa", "metrics.csv")]
    public async Task Get_WhatIsNoFileOfARun_IsNotFound(string id, string name)
    {
        var path = $"runs/{id.Replace("{id}", _run.Id, StringComparison.Ordinal)}/files/{name}";
        using var response = await _client.GetAsync(new Uri(_dashboard.Address + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}

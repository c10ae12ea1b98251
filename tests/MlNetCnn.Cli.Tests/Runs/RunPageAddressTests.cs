using System.Net;
using System.Net.Sockets;

namespace MlNetCnn.Cli.Tests;

public sealed class RunPageAddressTests
{
    [Fact]
    public async Task Find_DashboardThatAnswers_IsTheRunsPage()
    {
        using var listener = new HttpListener();
        var address = $"http://localhost:{FreePort()}";
        listener.Prefixes.Add($"{address}/");
        listener.Start();
        var served = Serve(listener);

        var page = RunPageAddress.Find(address, "20260102-a b");

        Assert.Equal($"{address}/runs/20260102-a%20b", page.AbsoluteUri);
        Assert.Equal("/health", await served);
    }

    [Fact]
    public void Show_WithoutADashboard_SaysHowToStartOne()
    {
        var store = Path.Combine(Directory.CreateTempSubdirectory().FullName, "runs.db");
        var id = CommandRun.Of("runs", "add", "lenet", "--store", store).Output.Trim();

        var sentence = CommandRun.Of("runs", "show", id, "--store", store, "--open", $"http://localhost:{FreePort()}").Sentence();

        Assert.Contains("No dashboard answers at http://localhost:", sentence);
        Assert.Contains("'mlnetcnn dashboard'", sentence);
        Directory.Delete(Path.GetDirectoryName(store)!, recursive: true);
    }

    [Fact]
    public void Find_NoAddress_IsRefused() => Assert.Contains("--open is 'nowhere'", Assert.Throws<ArgumentException>(() => RunPageAddress.Find("nowhere", "1")).Message);

    private static async Task<string> Serve(HttpListener listener)
    {
        var context = await listener.GetContextAsync();
        context.Response.Close();
        return context.Request.Url!.AbsolutePath;
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}

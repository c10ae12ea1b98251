using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace MlNetCnn.Tests;

/// <summary>A web server on a loopback port that can do what servers and networks do wrong. A connection serves one request.</summary>
internal sealed partial class FileServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _accepting;
    private bool _closed;

    public FileServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>The files by their paths.</summary>
    public ConcurrentDictionary<string, byte[]> Files { get; } = new();

    /// <summary>The heads of the requests, in their order.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>What a request is answered, by its number from 1: null for the file.</summary>
    public Func<int, int?> Status { get; set; } = _ => null;

    /// <summary>After how many bytes of the body the connection of a request is cut; null for never.</summary>
    public Func<int, int?> Cut { get; set; } = _ => null;

    /// <summary>Waits for it before each KiB of a body: a slow server.</summary>
    public Func<int, Task> Pace { get; set; } = _ => Task.CompletedTask;

    public bool IgnoresRanges { get; set; }

    public string? ETag { get; set; } = "\"1\"";

    /// <summary>What is said to be the first byte of a part, in place of the one that was asked for.</summary>
    public long? WrongStart { get; set; }

    public async ValueTask DisposeAsync()
    {
        if (_closed)
            return;
        _closed = true;
        await _closing.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_closing.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                if (await ReadHeadAsync(stream) is not { } head)
                    return;
                Requests.Enqueue(head);
                var number = Requests.Count;
                await AnswerAsync(stream, head, number);
                client.Client.Shutdown(SocketShutdown.Send);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
            {
                // The client went away, or the test is over.
            }
        }
    }

    private async Task<string?> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _closing.Token) == 0)
                return null;
            head.Append((char)one[0]);
        }
        return head.ToString();
    }

    private async Task AnswerAsync(NetworkStream stream, string head, int number)
    {
        var path = head.Split(' ')[1];
        var status = Status(number) ?? (Files.ContainsKey(path) ? 200 : 404);
        if (status != 200)
        {
            await WriteAsync(stream, $"HTTP/1.1 {status} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            return;
        }
        var file = Files[path];
        var isSame = IfRange().Match(head) is not { Success: true } condition || condition.Groups[1].Value == ETag;
        long? start = !IgnoresRanges && isSame && Range().Match(head) is { Success: true } range ? long.Parse(range.Groups[1].Value, CultureInfo.InvariantCulture) : null;
        if (start >= file.Length)
        {
            await WriteAsync(stream, "HTTP/1.1 416 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            return;
        }
        var body = file.AsMemory((int)(start ?? 0));
        var part = start is null ? "" : $"Content-Range: bytes {WrongStart ?? start}-{file.Length - 1}/{file.Length}\r\n";
        var tag = ETag is null ? "" : $"ETag: {ETag}\r\n";
        await WriteAsync(stream, $"HTTP/1.1 {(start is null ? "200 OK" : "206 Part")}\r\nContent-Length: {body.Length}\r\n{part}{tag}Connection: close\r\n\r\n");
        var sent = Math.Min(body.Length, Cut(number) ?? int.MaxValue);
        for (var at = 0; at < sent; at += 1024)
        {
            await Pace(number).WaitAsync(_closing.Token);
            await stream.WriteAsync(body[at..Math.Min(at + 1024, sent)], _closing.Token);
        }
    }

    private ValueTask WriteAsync(NetworkStream stream, string head) => stream.WriteAsync(Encoding.ASCII.GetBytes(head), _closing.Token);

    [GeneratedRegex(@"\r\nRange: bytes=(\d+)-\r\n")]
    private static partial Regex Range();

    [GeneratedRegex(@"\r\nIf-Range: ([^\r]*)\r\n")]
    private static partial Regex IfRange();
}

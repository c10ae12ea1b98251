using System.Net;
using System.Net.Http.Headers;

namespace MlNetCnn;

/// <summary>
/// Downloads one file: goes on where an earlier try ended (RFC 9110, Range and If-Range), tries again a bounded number of times when a
/// connection breaks, checks size and checksum as the bytes come, and gives the file its name only when it is complete and right.
/// </summary>
internal sealed class FileDownload(HttpClient http, TimeProvider time)
{
    /// <summary>Tries in a row without a further byte before a source is given up.</summary>
    public const int Tries = 4;

    /// <summary>How long a server may keep silent.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Downloads a file from the first of its sources that has it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="folder">Where to; the folder must be there.</param>
    /// <param name="report">Told how many bytes are there, of how many where that is known, and what people should know.</param>
    /// <param name="cancellationToken">Ends the download; what has come stays for the next time.</param>
    /// <exception cref="DownloadFailure">No source gives it; the message says for each why.</exception>
    public async Task RunAsync(PublishedFile file, string folder, Action<long, long?, string?> report, CancellationToken cancellationToken)
    {
        using var part = await PartialFile.OpenAsync(folder, file, cancellationToken).ConfigureAwait(false);
        var reasons = new List<string>();
        Exception? last = null;
        foreach (var source in file.Sources)
        {
            try
            {
                await FetchAsync(source, file, part, report, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception e) when (e is HttpRequestException or InvalidDataException or TimeoutException or HttpIOException)
            {
                reasons.Add($"{source.Authority} {Reason(e)}");
                last = e;
            }
        }
        throw new DownloadFailure(string.Join("; ", reasons), last);
    }

    private async Task FetchAsync(Uri source, PublishedFile file, PartialFile part, Action<long, long?, string?> report, CancellationToken cancellationToken)
    {
        var (most, failed, anew) = (part.Length, 0, false);
        while (true)
        {
            try
            {
                part.Continue();
                if (!part.IsWhole)
                    await ReceiveAsync(source, file, part, report, cancellationToken).ConfigureAwait(false);
                var mixed = part.IsResumed;
                if (part.Complete() is not { } wrong)
                    return;
                // What came in several requests may be of two versions: once more, in one.
                if (!mixed || anew)
                    throw new InvalidDataException($"gives a file of {wrong}");
                (most, failed, anew) = (0, 0, true);
            }
            catch (Exception e) when (IsPassing(e))
            {
                if (part.Length > most)
                    (most, failed) = (part.Length, 0);
                if (++failed >= Tries)
                    throw;
                var wait = TimeSpan.FromSeconds(1 << (failed - 1));
                report(part.Length, part.Size, $"{file.Name}: the server {Reason(e)}; next try in {wait.TotalSeconds:0} s");
                await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task ReceiveAsync(Uri source, PublishedFile file, PartialFile part, Action<long, long?, string?> report, CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silence.Token);
        try
        {
            using var request = Request(source, part);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            Begin(response, file, part);
            var stream = await response.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                var buffer = new byte[1 << 16];
                report(part.Length, part.Size, null);
                for (int read; (read = await ReadAsync(stream, buffer, either.Token).ConfigureAwait(false)) > 0;)
                {
                    silence.CancelAfter(Patience);
                    await part.AppendAsync(buffer.AsMemory(0, read), either.Token).ConfigureAwait(false);
                    report(part.Length, part.Size, null);
                }
            }
            if (part.Length < part.Size)
                throw new HttpIOException(HttpRequestError.ResponseEnded);
        }
        catch (OperationCanceledException) when (silence.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
    }

    // What breaks here is the network; what breaks in writing is the disk, and no further try mends that.
    private static async Task<int> ReadAsync(Stream stream, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e) when (e is not HttpIOException)
        {
            throw new HttpIOException(HttpRequestError.ResponseEnded, e.Message, e);
        }
    }

    private static HttpRequestMessage Request(Uri source, PartialFile part)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, source);
        if (part.Length == 0)
            return request;
        request.Headers.Range = new RangeHeaderValue(part.Length, null);
        if (part.Validator is { } validator)
            request.Headers.TryAddWithoutValidation("If-Range", validator);
        return request;
    }

    // Whatever the server sends next goes behind what is there, or begins anew.
    private static void Begin(HttpResponseMessage response, PublishedFile file, PartialFile part)
    {
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            part.Restart(null);
        response.EnsureSuccessStatusCode();
        var range = response.Content.Headers.ContentRange;
        var isRest = response.StatusCode == HttpStatusCode.PartialContent;
        var size = isRest ? range?.Length : response.Content.Headers.ContentLength;
        if (size is not null && size != (file.Size ?? size))
            throw new InvalidDataException($"has a file of {size:N0} bytes, but {file.Size:N0} are needed");
        if (isRest && range?.From != part.Length)
        {
            part.Restart(null);
            throw new HttpIOException(HttpRequestError.InvalidResponse);
        }
        if (!isRest)
            part.Restart(ValidatorOf(response));
        part.Size = file.Size ?? size;
    }

    // If-Range takes no weak entity tag.
    private static string? ValidatorOf(HttpResponseMessage response) =>
        response.Headers.ETag is { IsWeak: false } tag ? tag.Tag : response.Content.Headers.LastModified?.ToString("r");

    private static bool IsPassing(Exception e) => e switch
    {
        HttpRequestException { StatusCode: { } status } => (int)status >= 500
            || status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestedRangeNotSatisfiable,
        // Without a name server there is no network: nobody wants to wait for that.
        HttpRequestException failure => failure.HttpRequestError is not (HttpRequestError.NameResolutionError or HttpRequestError.ProxyTunnelError
            or HttpRequestError.SecureConnectionError),
        TimeoutException => true,
        _ => e is HttpIOException,
    };

    private static string Reason(Exception e) => e switch
    {
        HttpRequestException { StatusCode: { } status } => $"answers {(int)status}",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "cannot be found: there is no network, or no such server",
        HttpRequestException failure => $"cannot be reached: {failure.Message.TrimEnd('.')}",
        HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse } => "sent another part than was asked for",
        TimeoutException => $"sent nothing for {Patience.TotalSeconds:0} s",
        InvalidDataException => e.Message,
        _ => "broke the connection",
    };
}

using System.ComponentModel;
using System.Diagnostics;
using MlNetCnn.Dashboard;

namespace MlNetCnn.Cli;

/// <summary>The page of a run in a dashboard that is being served.</summary>
internal static class RunPageAddress
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>The page at the dashboard's address, which is null for the one where 'mlnetcnn dashboard' listens by default.</summary>
    /// <exception cref="ArgumentException">It is no address.</exception>
    /// <exception cref="IOException">No dashboard answers there.</exception>
    public static Uri Find(string? dashboard, string run)
    {
        var text = dashboard ?? Environment.GetEnvironmentVariable("ASPNETCORE_URLS")?.Split(';')[0] ?? ServerOptions.DefaultUrl;
        if (!Uri.TryCreate($"{text.TrimEnd('/')}/", UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new ArgumentException($"--open is '{text}', but must be the address of a dashboard, like {ServerOptions.DefaultUrl}.");
        return Answers(address) ? new Uri(address, $"runs/{Uri.EscapeDataString(run)}") : throw new IOException(
            $"No dashboard answers at {text}: start it by 'mlnetcnn dashboard' in another terminal, or give its address like --open http://localhost:5081.");
    }

    /// <summary>Opens a page in the browser; false where there is none.</summary>
    public static bool Open(Uri page)
    {
        try
        {
            // No token: other users of the machine could read it off the browser's arguments. The browser asks for it once.
            using var browser = Process.Start(new ProcessStartInfo(page.AbsoluteUri) { UseShellExecute = true });
            return true;
        }
        catch (Exception e) when (e is Win32Exception or PlatformNotSupportedException)
        {
            return false;
        }
    }

    private static bool Answers(Uri address)
    {
        using var client = new HttpClient { Timeout = Patience };
        try
        {
            using var response = client.Send(new HttpRequestMessage(HttpMethod.Get, new Uri(address, AccessMiddleware.HealthPath.TrimStart('/'))));
            return response.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}

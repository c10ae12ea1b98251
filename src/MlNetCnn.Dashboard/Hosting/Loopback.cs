using System.Net;

namespace MlNetCnn.Dashboard.Hosting;

/// <summary>What only this machine reaches.</summary>
internal static class Loopback
{
    /// <summary>The names of this machine for itself, as a browser sends them.</summary>
    public static IReadOnlyList<string> Hosts { get; } = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Whether a server at this address (<c>http://localhost:5080</c>) is reached from this machine only. When in doubt it is not.</summary>
    public static bool IsAddress(string address)
    {
        try
        {
            var host = BindingAddress.Parse(address).Host;
            return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
                || IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}

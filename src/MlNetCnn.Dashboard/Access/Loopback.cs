using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace MlNetCnn.Dashboard;

internal static class Loopback
{
    /// <summary>As sent in the Host header.</summary>
    public static IReadOnlyList<string> Hosts { get; } = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Name and addresses by which other machines may reach this one.</summary>
    public static IEnumerable<string> OtherHosts() => NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(card => card.GetIPProperties().UnicastAddresses)
        .Select(one => one.Address)
        .Where(ip => !IPAddress.IsLoopback(ip))
        .Select(ip => ip.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{ip}]" : $"{ip}")
        .Append(Environment.MachineName);

    /// <summary>
    /// Whether a server at this URL (<c>http://localhost:5080</c>) can be reached from this machine only; false if in doubt.
    /// </summary>
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

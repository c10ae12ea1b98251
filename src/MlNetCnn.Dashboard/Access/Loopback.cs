using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace MlNetCnn.Dashboard;

/// <summary>What only this machine reaches.</summary>
internal static class Loopback
{
    /// <summary>The names of this machine for itself, as a browser sends them.</summary>
    public static IReadOnlyList<string> Hosts { get; } = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>The name and the addresses by which other machines reach this one, as far as it knows them.</summary>
    public static IEnumerable<string> OtherHosts() => NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(card => card.GetIPProperties().UnicastAddresses)
        .Select(one => one.Address)
        .Where(ip => !IPAddress.IsLoopback(ip))
        .Select(ip => ip.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{ip}]" : $"{ip}")
        .Append(Environment.MachineName);

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

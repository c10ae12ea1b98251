using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace MlNetCnn.Dashboard;

/// <summary>How many wrong tokens may come from one address: ten at once, then one each period.</summary>
internal sealed class WrongTokens(TimeSpan period) : IDisposable
{
    public const int Most = 10;

    public static readonly TimeSpan Period = TimeSpan.FromSeconds(6);

    private readonly PartitionedRateLimiter<IPAddress?> _limiter = PartitionedRateLimiter.Create<IPAddress?, string>(from => RateLimitPartition.GetTokenBucketLimiter(
        PlaceOf(from), _ => new() { TokenLimit = Most, TokensPerPeriod = 1, ReplenishmentPeriod = period }));

    /// <summary>Whether so many came that no token from there is looked at now, the right one included.</summary>
    // Asking for none of the permits succeeds on a fraction of one.
    public bool AreTooMany(IPAddress? from) => _limiter.GetStatistics(from) is { CurrentAvailablePermits: < 1 };

    public void Count(IPAddress? from) => _limiter.AttemptAcquire(from).Dispose();

    public void Dispose() => _limiter.Dispose();

    // Who has one address of IPv6 has all that begin with its first half.
    private static string PlaceOf(IPAddress? from) => from switch
    {
        { IsIPv4MappedToIPv6: true } => $"{from.MapToIPv4()}",
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(from.GetAddressBytes()[..8]),
        _ => $"{from}",
    };
}

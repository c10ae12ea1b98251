using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace MlNetCnn.Dashboard;

/// <summary>Limits wrong tokens per client address: ten at once, then one per period.</summary>
internal sealed class WrongTokens(TimeSpan period) : IDisposable
{
    public const int Most = 10;

    public static readonly TimeSpan Period = TimeSpan.FromSeconds(6);

    private readonly PartitionedRateLimiter<IPAddress?> _limiter = PartitionedRateLimiter.Create<IPAddress?, string>(from => RateLimitPartition.GetTokenBucketLimiter(
        PlaceOf(from), _ => new() { TokenLimit = Most, TokensPerPeriod = 1, ReplenishmentPeriod = period }));

    /// <summary>Whether the address has to wait; until then even the right token is rejected.</summary>
    // Acquiring 0 permits would succeed with a fraction of one left.
    public bool AreTooMany(IPAddress? from) => _limiter.GetStatistics(from) is { CurrentAvailablePermits: < 1 };

    public void Count(IPAddress? from) => _limiter.AttemptAcquire(from).Dispose();

    public void Dispose() => _limiter.Dispose();

    // An IPv6 client usually controls its whole /64 prefix.
    private static string PlaceOf(IPAddress? from) => from switch
    {
        { IsIPv4MappedToIPv6: true } => $"{from.MapToIPv4()}",
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(from.GetAddressBytes()[..8]),
        _ => $"{from}",
    };
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MlNetCnn.Dashboard;

/// <summary>The access token. A browser gets a signed pass in a cookie that is HttpOnly and SameSite.</summary>
internal sealed class AccessToken(string token)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private readonly ConcurrentDictionary<string, byte> _ended = new(StringComparer.Ordinal);

    private readonly byte[] _key = Encoding.UTF8.GetBytes(token);

    /// <summary>The port is part of the name: browsers share cookies between ports of a host.</summary>
    public static string CookieOf(int? port) => $"mlnetcnn-access-{port.GetValueOrDefault().ToString(CultureInfo.InvariantCulture)}";

    // Hashes have equal length, so the comparison takes the same time for any token.
    public bool IsToken(string? text) => CryptographicOperations.FixedTimeEquals(Sign(text ?? ""), Sign(token));

    /// <summary>A signed pass with an expiry time, which does not reveal the token.</summary>
    public string PassFrom(DateTimeOffset now)
    {
        var end = (now + Lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var own = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)); // signing out ends this pass and no other
        return $"{end}.{own}.{Signature(end, own)}";
    }

    public bool IsPass(string? text, DateTimeOffset now) =>
        text?.Split('.') is [var end, var own, var signature]
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(Signature(end, own)))
        && long.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && now.ToUnixTimeSeconds() < seconds
        && !_ended.ContainsKey(text);

    /// <summary>Revokes a pass until this process ends.</summary>
    public void End(string? pass, DateTimeOffset now)
    {
        if (IsPass(pass, now))
            _ended.TryAdd(pass!, 0);
    }

    private string Signature(string end, string own) => Convert.ToHexStringLower(Sign($"pass {end} {own}"));

    private byte[] Sign(string text) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text));
}

using System.Security.Cryptography;
using System.Text;

namespace MlNetCnn.Dashboard.Hosting;

/// <summary>The secret that a browser shows. It keeps a key derived from it, in a cookie that no script reads and no other site sends.</summary>
internal sealed class AccessToken
{
    public const string Cookie = "mlnetcnn-access";

    private readonly byte[] _token;
    private readonly byte[] _key;

    public AccessToken(string token)
    {
        ArgumentException.ThrowIfNullOrEmpty(token);
        _token = Hash(token);
        CookieValue = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), "mlnetcnn dashboard"u8));
        _key = Hash(CookieValue);
    }

    /// <summary>What the cookie holds: it opens the door, but does not tell the token.</summary>
    public string CookieValue { get; }

    public bool IsToken(string? text) => Equal(text, _token);

    public bool IsCookie(string? text) => Equal(text, _key);

    // Hashes have one length, so the comparison's time says nothing about either.
    private static bool Equal(string? text, byte[] hash) => CryptographicOperations.FixedTimeEquals(Hash(text ?? ""), hash);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}

using System.Security.Cryptography;

namespace MlNetCnn;

/// <summary>The checksum of a published file: whole, or only its first digits.</summary>
/// <param name="Algorithm">How it is computed.</param>
/// <param name="Digits">The lower-case hexadecimal digits that it has, or begins with.</param>
public sealed record FileChecksum(HashAlgorithmName Algorithm, string Digits)
{
    /// <summary>The MD5 of a file, 32 lower-case hexadecimal digits: it tells damage, not malice.</summary>
    public static FileChecksum Md5(string digits) => new(HashAlgorithmName.MD5, digits);

    /// <summary>The SHA-256 of a file, or its first digits, as PyTorch has them in the names of its files.</summary>
    public static FileChecksum Sha256(string digits) => new(HashAlgorithmName.SHA256, digits);

    internal bool Fits(ReadOnlySpan<byte> hash) => Convert.ToHexStringLower(hash).StartsWith(Digits, StringComparison.Ordinal);

    /// <summary>For a sentence: the checksum of another file, and the one that is needed.</summary>
    internal string Mismatch(ReadOnlySpan<byte> hash)
    {
        var (name, length) = Algorithm == HashAlgorithmName.MD5 ? ("MD5", 32) : ("SHA-256", 64);
        return $"{name} {Convert.ToHexStringLower(hash)}, but {(Digits.Length < length ? "one that begins with " : "")}{Digits} is needed";
    }
}

using System.Text;

namespace MlNetCnn;

/// <summary>Kinds of images that are not read, by their first bytes and by the ends of their names, and what to do with them.</summary>
internal static class ForeignImages
{
    private static readonly Dictionary<string, string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        [".heic"] = "HEIC",
        [".heif"] = "HEIC",
        [".hif"] = "HEIC",
        [".avif"] = "AVIF",
        [".jp2"] = "JPEG 2000",
        [".j2k"] = "JPEG 2000",
        [".jxl"] = "JPEG XL",
    };

    /// <summary>What is to be said of files with this end of their names; null where it tells nothing.</summary>
    public static string? AdviceFor(string extension) =>
        Extensions.TryGetValue(extension, out var kind) ? $"{kind}: {Advice($"-format jpg *{extension}")}" : null;

    /// <summary>What an image is and what to do with it; null where that is not known.</summary>
    public static string? Describe(ReadOnlySpan<byte> bytes) => NameOf(bytes) switch
    {
        null => null,
        "HEIC" => Sentence("HEIC", "-format jpg *.heic"),
        "AVIF" => Sentence("AVIF", "-format jpg *.avif"),
        "JPEG 2000" => Sentence("JPEG 2000", "-format jpg *.jp2"),
        "JPEG XL" => Sentence("JPEG XL", "-format jpg *.jxl"),
        var jpeg => Sentence(jpeg, "-depth 8 -format png *.jpg"),
    };

    private static string Sentence(string kind, string options) => $"is {kind}, which is not read: {Advice(options)}";

    private static string Advice(string options) => $"convert to {(options.Contains("png", StringComparison.Ordinal) ? "PNG" : "JPEG")}, for example with ImageMagick: magick mogrify {options}";

    private static string? NameOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= 12 && bytes[4..].StartsWith("ftyp"u8))
        {
            return Encoding.Latin1.GetString(bytes[8..12]) switch
            {
                "avif" or "avis" => "AVIF",
                "heic" or "heix" or "hevc" or "hevx" or "heim" or "heis" or "mif1" or "msf1" => "HEIC",
                _ => null,
            };
        }
        if (bytes is [0, 0, 0, 12, (byte)'j', (byte)'P', (byte)' ', (byte)' ', ..] or [0xFF, 0x4F, 0xFF, 0x51, ..])
            return "JPEG 2000";
        if (bytes is [0, 0, 0, 12, (byte)'J', (byte)'X', (byte)'L', (byte)' ', ..] or [0xFF, 0x0A, ..])
            return "JPEG XL";
        return bytes is [0xFF, 0xD8, 0xFF, ..] ? JpegKind(bytes) : null;
    }

    // Goes from segment to segment up to the frame (ISO/IEC 10918-1, B.2.2).
    private static string? JpegKind(ReadOnlySpan<byte> bytes)
    {
        for (var at = 2; at + 9 < bytes.Length && bytes[at] == 0xFF; at += 2 + ((bytes[at + 2] << 8) | bytes[at + 3]))
        {
            var marker = bytes[at + 1];
            if (marker is < 0xC0 or > 0xCF or 0xC4 or 0xC8 or 0xCC)
                continue;
            var bits = bytes[at + 4];
            return marker is 0xC3 or 0xC7 or 0xCB or 0xCF ? "a lossless JPEG" : bits != 8 ? $"a JPEG with {bits} bits a sample" : null;
        }
        return null;
    }
}

using System.Buffers;
using System.IO.Hashing;

namespace MlNetCnn;

/// <summary>What entries are decoded to.</summary>
/// <param name="Shape">C×H×W.</param>
/// <param name="Options">How they come to that.</param>
/// <param name="IsGrayGuess">Whether one channel was chosen because all images so far were gray.</param>
/// <param name="IsSizeGuess">Whether the size was chosen because all images so far had it.</param>
internal sealed record DecodeTarget(TensorShape Shape, ImageLoading Options, bool IsGrayGuess, bool IsSizeGuess)
{
    /// <summary>Decodes some entries.</summary>
    public DecodedChunk Decode(IReadOnlyList<ImageEntry> entries)
    {
        var pixels = ArrayPool<byte>.Shared.Rent(entries.Count * Shape.Elements);
        var images = new DecodedImage[entries.Count];
        var filled = 0;
        for (var i = 0; i < images.Length; i++)
        {
            images[i] = Decode(entries[i], pixels.AsSpan(filled, Shape.Elements));
            if (images[i].Fault is null)
                filled += Shape.Elements;
        }
        return new DecodedChunk(pixels, filled, images);
    }

    private DecodedImage Decode(ImageEntry entry, Span<byte> planes)
    {
        try
        {
            var bytes = entry.Bytes();
            if (entry.Raw is { } raw)
            {
                if (Verdict(entry, raw.Height, raw.Width, raw.Channels == 1) is { } verdict)
                    return verdict;
                if (!Options.HeadersOnly)
                    Planes.Convert(bytes.Span, raw, Shape, Options.Resize, planes);
                return Done(entry, bytes.Span, raw.Height, raw.Width);
            }
            using var image = EncodedImage.Open(bytes, entry.Path, Options.PixelLimit);
            if (Verdict(entry, image.Height, image.Width, image.IsGray) is { } different)
            {
                if (!Options.HeadersOnly)
                    image.CheckPixels(); // a damaged one has no say
                return different;
            }
            if (!Options.HeadersOnly)
                image.Decode(Shape, Options.Resize, planes, Options.FastDecode);
            return Done(entry, bytes.Span, image.Height, image.Width);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return new DecodedImage(entry.Path, entry.Group, default, entry.FoldGroup, e.Message);
        }
    }

    private DecodedImage? Verdict(ImageEntry entry, int height, int width, bool isGray)
    {
        var needsColor = IsGrayGuess && !isGray;
        var otherSize = IsSizeGuess && (height, width) != (Shape.Height, Shape.Width);
        return needsColor || otherSize
            ? new DecodedImage(entry.Path, entry.Group, new ImageOrigin(height, width, 0), entry.FoldGroup, null, needsColor, otherSize)
            : null;
    }

    private static DecodedImage Done(ImageEntry entry, ReadOnlySpan<byte> bytes, int height, int width) =>
        new(entry.Path, entry.Group, new ImageOrigin(height, width, XxHash128.HashToUInt128(bytes)), entry.FoldGroup);
}

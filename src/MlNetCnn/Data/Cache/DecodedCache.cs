using System.IO.Hashing;

namespace MlNetCnn;

/// <summary>Where decoded pixels are kept, and under which name.</summary>
internal static class DecodedCache
{
    /// <summary>The file for this content with these settings.</summary>
    /// <exception cref="IOException">The folder cannot be made, or there is no home for it.</exception>
    public static string PathFor(ImageSource source, ImageLoading options)
    {
        var hash = new XxHash128();
        // Every setting that changes pixels, labels or what is left out; none that only bounds or speeds up the work.
        hash.AppendText($"{source.Format}|{options.Size}|{options.MixedSize}|{options.Channels}|{options.Resize}|{options.PixelLimit}|{options.FastDecode}|");
        hash.AppendText($"{options.BadImages}|{options.MaxBadImages}|{options.TableShape}|{options.TableLayout}|{options.LabelColumn}|{options.ImageColumn}|");
        source.AddIdentity(hash);
        try
        {
            var folder = options.CacheFolder ?? CacheFolder.OfUser("images");
            OwnerOnly.CreateFolder(folder);
            return Path.Combine(folder, $"{Convert.ToHexStringLower(hash.GetCurrentHash())}.images");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"Decoded images cannot be kept: {e.Message.TrimEnd('.')}. Name another CacheFolder, or set Cache to false.", e);
        }
    }
}

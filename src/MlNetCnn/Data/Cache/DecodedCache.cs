using System.IO.Hashing;

namespace MlNetCnn;

/// <summary>Where decoded pixels are kept, and under which name.</summary>
internal static class DecodedCache
{
    /// <summary>The file for this content with these settings.</summary>
    /// <param name="addIdentity">Adds what tells the content from any other.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="IOException">The folder cannot be made, or there is no home for it.</exception>
    public static string PathFor(Action<XxHash128> addIdentity, ImageLoading options)
    {
        var hash = new XxHash128();
        // Test images are split off and classes chosen afterwards; what only bounds or speeds up the work is no setting.
        var settings = ImageSettings.Format(options with { TestFraction = null, Classes = null, MinImages = 1 }).Select(s => $"{s.Key}={s.Value}");
        hash.AppendText($"{string.Join('|', settings)}|{options.MixedSize}|{options.PixelLimit}|{options.TableLayout}|{(options.HeadersOnly ? "headers" : "")}{(options.OneClass ? "one class" : "")}");
        addIdentity(hash);
        try
        {
            var folder = options.CacheFolder ?? CacheFolder.OfUser("images");
            OwnerOnly.CreateFolder(folder);
            return Path.Combine(folder, $"{Convert.ToHexStringLower(hash.GetCurrentHash())}.images");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"Decoded images cannot be kept: {e.Message.TrimEnd('.')}. Name another folder for the cache, or read the images without one.", e);
        }
    }
}

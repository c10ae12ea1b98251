using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace MlNetCnn.Training;

/// <summary>
/// Features on the disk, named after all that they follow from, so that the next training on the same images computes none. A file that
/// is damaged counts as not there.
/// </summary>
/// <param name="folder">Where they lie; made when there is something to keep.</param>
internal sealed class FeatureCache(string folder)
{
    private const string Extension = ".safetensors";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>The features kept under a name, or null.</summary>
    public WeightTensor? Find(string name)
    {
        var path = PathOf(name);
        try
        {
            if (!File.Exists(path))
                return null;
            var (hash, features) = Weights.LoadSafeTensors(path).Single();
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
            return hash == HashOf(features) ? features : null;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or InvalidOperationException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps features under a name, and removes what nobody asked for in a month.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    public void Keep(string name, WeightTensor features)
    {
        OwnerOnly.CreateFolder(folder);
        foreach (var old in new DirectoryInfo(folder).EnumerateFiles("*" + Extension).Where(file => DateTime.UtcNow - file.LastWriteTimeUtc > Kept))
            old.Delete();
        new Weights([KeyValuePair.Create(HashOf(features), features)]).SaveSafeTensors(PathOf(name)); // the tensor's name is its checksum
    }

    private string PathOf(string name) => Path.Combine(folder, name + Extension);

    private static string HashOf(WeightTensor features) =>
        XxHash3.HashToUInt64(MemoryMarshal.AsBytes(features.Values.Span)).ToString("x16", CultureInfo.InvariantCulture);
}

using System.Text;
using System.Text.Json;

namespace MlNetCnn.Dashboard;

/// <summary>
/// The custom networks: JSON files in one folder, created by the first save. The folder is read each time, so that files copied there
/// appear.
/// </summary>
internal sealed class OwnNetworks(string folder)
{
    private const string Extension = ".json";
    private const int LongestKey = 80;

    public string Folder { get; } = folder;

    /// <summary>In alphabetical order, with unreadable files and their problem.</summary>
    public IReadOnlyList<OwnNetwork> All() => Directory.Exists(Folder)
        ? [.. Directory.EnumerateFiles(Folder, "*" + Extension)
            .Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Where(IsKey)
            .Order(StringComparer.OrdinalIgnoreCase)
            .Select(Read)]
        : [];

    public OwnNetwork? Find(string key) => IsKey(key) && File.Exists(PathOf(key)) ? Read(key) : null;

    /// <summary>Saves a network under the key it was opened from, or for null under one derived from its name. Returns the key.</summary>
    /// <exception cref="IOException">It cannot be written, or another network has its name; the message says which.</exception>
    /// <exception cref="ArgumentException">The network cannot be described: it has no layers or a name that cannot be used.</exception>
    /// <exception cref="LayerShapeException">A layer has a setting out of its range.</exception>
    public string Save(Architecture architecture, string? key)
    {
        var target = KeyOf(architecture.Name);
        if (target != key && File.Exists(PathOf(target)))
            throw new IOException($"There is a network '{Read(target).Name}' already: give this one another name.");
        OwnerOnly.CreateFolder(Folder);
        architecture.Save(PathOf(target));
        if (key is not null && key != target && IsKey(key))
            File.Delete(PathOf(key)); // It was renamed: the new file is complete.
        return target;
    }

    /// <summary>Returns an undo function, which returns false if the key is in use by then.</summary>
    /// <exception cref="IOException">The file cannot be removed.</exception>
    public Func<bool> Delete(string key)
    {
        if (!IsKey(key) || !File.Exists(PathOf(key)))
            return () => false;
        var content = File.ReadAllBytes(PathOf(key));
        File.Delete(PathOf(key));
        return () =>
        {
            if (File.Exists(PathOf(key)))
                return false;
            AtomicFile.Write(PathOf(key), stream => stream.Write(content));
            return true;
        };
    }

    /// <summary>A name as a file name: letters, digits, '_' and '-', in lower case; other characters become '-'.</summary>
    public static string KeyOf(string name)
    {
        var key = new StringBuilder();
        foreach (var c in name.Trim().ToLowerInvariant())
            key.Append(char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c : '-');
        var text = key.ToString()[..Math.Min(key.Length, LongestKey)];
        if (text.Any(char.IsAsciiLetterOrDigit) && !IsReserved(text))
            return text;
        // A name without allowed letters, or a reserved one, becomes its bytes in hexadecimal.
        var bytes = Convert.ToHexStringLower(Encoding.UTF8.GetBytes(name));
        return $"network-{bytes[..Math.Min(bytes.Length, LongestKey / 2)]}";
    }

    private static bool IsKey(string key) =>
        key.Length is > 0 and <= LongestKey + 10 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') && !IsReserved(key);

    // Names of Windows devices, and of pages of the dashboard.
    private static bool IsReserved(string key) =>
        key.ToUpperInvariant() is "NEW" or "OPEN" or "CON" or "PRN" or "AUX" or "NUL" or ['C', 'O', 'M', >= '0' and <= '9'] or ['L', 'P', 'T', >= '0' and <= '9'];

    private string PathOf(string key) => Path.Combine(Folder, key + Extension);

    private OwnNetwork Read(string key)
    {
        try
        {
            var architecture = Architecture.Load(PathOf(key));
            return new OwnNetwork(key, architecture.Name, architecture, null);
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            return new OwnNetwork(key, key, null, BrowserWords.Of(e));
        }
    }
}

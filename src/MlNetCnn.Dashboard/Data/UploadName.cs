namespace MlNetCnn.Dashboard;

/// <summary>
/// The names of an upload: of the data set, of the file on disk (built from the data set's name and a known extension, never from browser
/// input), and of the file as displayed.
/// </summary>
internal sealed record UploadName(string Set, string Stored, string Shown)
{
    private const int LongestShown = 100;

    public static IReadOnlyList<string> Extensions { get; } =
        [".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".tar.zst", ".csv", ".csv.gz", ".tsv", ".parquet", ".npz"];

    /// <exception cref="ArgumentException">One cannot be used; the message says which and why.</exception>
    public static UploadName Of(string? set, string? file)
    {
        var name = DataSetName.Require(set ?? "");
        var shown = string.Concat((file ?? "").Split('/', '\\')[^1].Where(c => !char.IsControl(c)));
        var extension = ExtensionOf(shown)
            ?? throw new ArgumentException($"'{shown}' cannot be uploaded: take a file that ends in {string.Join(", ", Extensions)}.");
        return new UploadName(name, name + extension, shown.Length <= LongestShown ? shown : "…" + shown[^LongestShown..]);
    }

    /// <summary>Derives a data set name from a file name: <c>My Pets.zip</c> → <c>my-pets</c>; empty if nothing usable is left.</summary>
    public static string Suggest(string file)
    {
        var stem = file.Split('/', '\\')[^1].ToLowerInvariant();
        var extension = ExtensionOf(stem);
        var letters = string.Concat((extension is null ? stem : stem[..^extension.Length]).Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' ? c : '-'));
        var name = letters[..Math.Min(letters.Length, 40)].Trim('-', '.', '_');
        return DataSetName.IsValid(name) ? name : "";
    }

    /// <summary>The name, with a number after it where it is taken; <c>photos</c> for an empty one.</summary>
    public static string Free(string name, Func<string, bool> isTaken)
    {
        var stem = name.Length > 0 ? name : "photos";
        return Enumerable.Range(1, int.MaxValue).Select(i => i == 1 ? stem : $"{stem}-{i}").First(free => !isTaken(free));
    }

    /// <summary>Whether a file is uploaded as it is.</summary>
    public static bool IsArchive(string file) => ExtensionOf(file) is not null;

    // Longest first: .tar.gz.
    private static string? ExtensionOf(string file) =>
        Extensions.OrderByDescending(e => e.Length).FirstOrDefault(e => file.EndsWith(e, StringComparison.OrdinalIgnoreCase));
}

namespace MlNetCnn.Dashboard;

/// <summary>What an upload is called.</summary>
/// <param name="Set">The name of the data set.</param>
/// <param name="Stored">The name of the file on disk: made of the set's name and a known extension, of nothing that a browser sent.</param>
/// <param name="Shown">The last part of what the browser called the file, for people.</param>
internal sealed record UploadName(string Set, string Stored, string Shown)
{
    private const int LongestShown = 100;

    /// <summary>The files that can be uploaded, by the ends of their names.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".zip", ".tar", ".tar.gz", ".tgz", ".csv", ".parquet"];

    /// <summary>Checks both names.</summary>
    /// <exception cref="ArgumentException">One cannot be used; the message says which and why.</exception>
    public static UploadName Of(string? set, string? file)
    {
        var name = DataSetName.Require(set ?? "");
        var shown = string.Concat((file ?? "").Split('/', '\\')[^1].Where(c => !char.IsControl(c)));
        var extension = ExtensionOf(shown)
            ?? throw new ArgumentException($"'{shown}' cannot be uploaded: take a file that ends in {string.Join(", ", Extensions)}.");
        return new UploadName(name, name + extension, shown.Length <= LongestShown ? shown : "…" + shown[^LongestShown..]);
    }

    /// <summary>A name for the data set made of the file's: <c>My Pets.zip</c> → <c>my-pets</c>; empty where nothing of it can be used.</summary>
    public static string Suggest(string file)
    {
        var stem = file.Split('/', '\\')[^1].ToLowerInvariant();
        var extension = ExtensionOf(stem);
        var letters = string.Concat((extension is null ? stem : stem[..^extension.Length]).Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' ? c : '-'));
        var name = letters[..Math.Min(letters.Length, 40)].Trim('-', '.', '_');
        return DataSetName.IsValid(name) ? name : "";
    }

    // The longest first: .tar.gz.
    private static string? ExtensionOf(string file) =>
        Extensions.OrderByDescending(e => e.Length).FirstOrDefault(e => file.EndsWith(e, StringComparison.OrdinalIgnoreCase));
}

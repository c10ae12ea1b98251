namespace MlNetCnn;

/// <summary>Where data sets lie on this machine: what can be fetched or made again apart from what cannot.</summary>
/// <param name="Downloads">The folder of downloads.</param>
/// <param name="Own">The folder of the data sets that the user imported.</param>
/// <param name="Decoded">The folder of decoded images.</param>
internal sealed record DataSetFolders(string Downloads, string Own, string Decoded)
{
    private const string DownloadKind = "datasets";
    private const string OwnKind = "own";
    private const string DecodedKind = "images";

    /// <summary>
    /// The folders of the current user: caches as <see cref="CacheFolder"/> has them, and the user's own sets below <c>MLNETCNN_DATA</c>,
    /// <c>$XDG_DATA_HOME/mlnetcnn</c> or <c>~/.local/share/mlnetcnn</c>, since caches may be emptied at any time.
    /// </summary>
    /// <exception cref="IOException">The user has no home folder and names no other.</exception>
    public static DataSetFolders OfUser() => Environment.GetEnvironmentVariable(CacheFolder.Variable) is { Length: > 0 } chosen
        ? Below(chosen)
        : new(CacheFolder.OfUser(DownloadKind), OwnOfUser(), CacheFolder.OfUser(DecodedKind));

    /// <summary>All folders below one that was chosen.</summary>
    public static DataSetFolders Below(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var full = Path.GetFullPath(folder);
        return new(Path.Combine(full, DownloadKind), Path.Combine(full, OwnKind), Path.Combine(full, DecodedKind));
    }

    // LocalApplicationData is $XDG_DATA_HOME or ~/.local/share on Linux, ~/Library/Application Support on macOS.
    private static string OwnOfUser() =>
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } data
            ? Path.Combine(data, "mlnetcnn", OwnKind)
            : throw new IOException($"There is no folder to keep data sets in: set {CacheFolder.Variable} to one of your own.");
}

using System.CommandLine;

namespace MlNetCnn.Cli;

/// <summary>--mirror and --cache, for commands that download; <paramref name="mirrored"/> is what a mirror calls a file.</summary>
internal sealed class DownloadArguments(string mirrored)
{
    private readonly Option<string?> _mirror = Options.Optional<string>("--mirror", "URL",
        $"Download from URL/{mirrored} instead of the official addresses. Default: $MLNETCNN_MIRROR, else none.");
    private readonly Option<string?> _cache = DataOptions.CreateCache();

    public IReadOnlyList<Option> All => [_mirror, _cache];

    /// <exception cref="ArgumentException">--mirror is no address.</exception>
    public DownloadOptions Read(ParseResult result) => new()
    {
        Folder = result.GetValue(_cache),
        Mirror = result.GetValue(_mirror) is not { } text ? null
            : Uri.TryCreate(text, UriKind.Absolute, out var address) ? address
            : throw new ArgumentException($"--mirror is '{text}', but must be an address like https://server/folder."),
    };
}

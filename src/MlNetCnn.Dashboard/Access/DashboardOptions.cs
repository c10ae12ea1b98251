using System.Globalization;
using System.Security.Cryptography;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>The dashboard's options, each from the command line (<c>--token</c>) or the environment (<c>MLNETCNN_TOKEN</c>).</summary>
internal sealed record DashboardOptions
{
    public const string DefaultUrl = "http://localhost:5080";
    public const int ShortestToken = 16;

    /// <summary>
    /// The addresses to listen on, separated by ';'. <c>--urls</c>, <c>ASPNETCORE_URLS</c>. Default: <see cref="DefaultUrl"/>.
    /// </summary>
    public required IReadOnlyList<string> Urls { get; init; }

    /// <summary>
    /// The access token, random at each start unless given; null with <c>--no-token</c> (<c>MLNETCNN_NO_TOKEN=true</c>): then anybody who
    /// reaches the server may use it.
    /// </summary>
    public string? Token { get; init; }

    /// <summary>The folder of custom networks. <c>--networks</c>, <c>MLNETCNN_NETWORKS</c>. Default: in the user's data folder.</summary>
    public required string NetworksFolder { get; init; }

    /// <summary>
    /// The run store. <c>--store</c> and <c>--artifacts</c>, <c>MLNETCNN_STORE</c> and <c>MLNETCNN_ARTIFACTS</c>. Default: in the user's
    /// data folder.
    /// </summary>
    public required StoreLocation Store { get; init; }

    /// <summary>The folder of data sets. <c>--data</c>, <c>MLNETCNN_DATA</c>. Default: null, the user's folders.</summary>
    public string? DataFolder { get; init; }

    /// <summary>
    /// Folders of this machine from which browsers may import images, separated by ';'. <c>--folders</c>, <c>MLNETCNN_FOLDERS</c>. Default:
    /// the home and working folders if the server listens on loopback only, otherwise none.
    /// </summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>
    /// Concurrent runs on the CPU in this process, sharing the cores; with 0 other workers execute the runs. <c>--slots</c>,
    /// <c>MLNETCNN_SLOTS</c>. Default: 1.
    /// </summary>
    public int Slots { get; init; } = 1;

    /// <summary>Upload limit in MiB. <c>--upload-mib</c>, <c>MLNETCNN_UPLOAD_MIB</c>. Default: 4096.</summary>
    public int UploadMiB { get; init; } = 4096;

    /// <summary>
    /// Where to send metrics and traces: <c>console</c>, <c>otlp</c> or the address of a collector. <c>--telemetry</c>,
    /// <c>MLNETCNN_TELEMETRY</c>. Default: null, nowhere.
    /// </summary>
    public string? Telemetry { get; init; }

    /// <summary>Allowed host names besides loopback, separated by ';'. <c>--hosts</c>, <c>MLNETCNN_HOSTS</c>.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Whether the server listens on loopback only.</summary>
    public bool IsLocal => Urls.All(Loopback.IsAddress);

    /// <exception cref="ArgumentException">A value cannot be used; the message says which and why.</exception>
    public static DashboardOptions From(IConfiguration configuration)
    {
        var withoutToken = Value("no-token") is { } off && OnOf("no-token", off);
        if (withoutToken && Value("token") is not null)
            throw new ArgumentException("A token was given, and none is wanted: leave out --token (MLNETCNN_TOKEN) or --no-token (MLNETCNN_NO_TOKEN).");
        var options = new DashboardOptions
        {
            Urls = Parts(configuration["urls"]) is { Length: > 0 } urls ? urls : [DefaultUrl],
            NetworksFolder = Value("networks") is { } folder ? Path.GetFullPath(folder) : DefaultNetworksFolder(),
            Store = StoreLocation.Parse(Value("store"), Value("artifacts")),
            DataFolder = Value("data") is { } data ? Path.GetFullPath(data) : null,
            Slots = Value("slots") is { } slots ? SlotsOf(slots) : 1,
            UploadMiB = Value("upload-mib") is { } size ? UploadMiBOf(size) : 4096,
            Hosts = Parts(Value("hosts")),
            Folders = Parts(Value("folders")),
            Token = Value("token") ?? (withoutToken ? null : RandomNumberGenerator.GetHexString(32, lowercase: true)),
            Telemetry = Value("telemetry"),
        };
        if (options.Token is { Length: < ShortestToken })
            throw new ArgumentException($"The token has {options.Token.Length} characters, but must have at least {ShortestToken}: "
                + "give a longer one, or none, and one is made up.");
        return options is { IsLocal: true, Folders.Count: 0 } ? options with { Folders = OwnFolders() } : options;

        string? Value(string name) => configuration[name] is { Length: > 0 } value ? value
            : configuration[$"MLNETCNN_{name.ToUpperInvariant().Replace('-', '_')}"] is { Length: > 0 } variable ? variable : null;
    }

    private static string[] Parts(string? text) =>
        text?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static bool OnOf(string name, string text) => bool.TryParse(text, out var isOn)
        ? isOn
        : throw new ArgumentException($"--{name} is '{text}', but must be true or false, or stand alone.");

    private static int SlotsOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var slots) && slots <= 64
        ? slots
        : throw new ArgumentException($"The number of slots is '{text}', but must be a whole number from 0 to 64.");

    private static int UploadMiBOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size >= 1
        ? size
        : throw new ArgumentException($"The largest upload is '{text}', but must be a whole number of MiB, at least 1.");

    // A service starts in the root folder, which does not belong to the user.
    private static string[] OwnFolders() => [.. new[] { Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), Environment.CurrentDirectory }
        .Where(folder => Path.IsPathFullyQualified(folder) && folder != Path.GetPathRoot(folder)).Distinct()];

    private static string DefaultNetworksFolder()
    {
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.IsPathFullyQualified(data)
            ? Path.Combine(data, "mlnetcnn", "networks")
            : throw new ArgumentException("There is no folder to keep your networks in: name one with --networks, or set HOME.");
    }
}

using System.Globalization;
using System.Security.Cryptography;

namespace MlNetCnn.Dashboard;

/// <summary>The options of the dashboard's own server, each from the command line (<c>--token</c>) or the environment (<c>MLNETCNN_TOKEN</c>).</summary>
internal sealed record ServerOptions
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

    public required DashboardOptions Dashboard { get; init; }

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
    public static ServerOptions From(IConfiguration configuration)
    {
        var withoutToken = Value("no-token") is { } off && OnOf("no-token", off);
        if (withoutToken && Value("token") is not null)
            throw new ArgumentException("A token was given, and none is wanted: leave out --token (MLNETCNN_TOKEN) or --no-token (MLNETCNN_NO_TOKEN).");
        string[] urls = Parts(configuration["urls"]) is { Length: > 0 } given ? given : [DefaultUrl];
        var folders = Parts(Value("folders"));
        var token = Value("token") ?? (withoutToken ? null : RandomNumberGenerator.GetHexString(32, lowercase: true));
        if (token is { Length: < ShortestToken })
            throw new ArgumentException($"The token has {token.Length} characters, but must have at least {ShortestToken}: "
                + "give a longer one, or none, and one is made up.");
        var standard = new DashboardOptions();
        return new()
        {
            Urls = urls,
            Token = token,
            Hosts = Parts(Value("hosts")),
            Telemetry = Value("telemetry"),
            Dashboard = new()
            {
                NetworksFolder = Value("networks"),
                Store = Value("store"),
                Artifacts = Value("artifacts"),
                DataFolder = Value("data"),
                Folders = folders.Length == 0 && urls.All(Loopback.IsAddress) ? OwnFolders() : folders,
                HasSignOut = token is not null,
                Slots = Number("slots", standard.Slots, "The number of slots"),
                UploadMiB = Number("upload-mib", standard.UploadMiB, "The largest upload in MiB"),
            },
        };

        string? Value(string name) => configuration[name] is { Length: > 0 } value ? value
            : configuration[$"MLNETCNN_{name.ToUpperInvariant().Replace('-', '_')}"] is { Length: > 0 } variable ? variable : null;

        int Number(string name, int standard, string what) => Value(name) is not { } text ? standard
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw new ArgumentException($"{what} is '{text}', but must be a whole number.");
    }

    private static string[] Parts(string? text) =>
        text?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static bool OnOf(string name, string text) => bool.TryParse(text, out var isOn)
        ? isOn
        : throw new ArgumentException($"--{name} is '{text}', but must be true or false, or stand alone.");

    // A service starts in the root folder, which does not belong to the user.
    private static string[] OwnFolders() => [.. new[] { Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), Environment.CurrentDirectory }
        .Where(folder => Path.IsPathFullyQualified(folder) && folder != Path.GetPathRoot(folder)).Distinct()];
}

namespace MlNetCnn.Dashboard;

/// <summary>A switch of the dashboard's own server.</summary>
/// <param name="Name">With its hyphens: <c>--token</c>.</param>
/// <param name="Placeholder">What stands for its value; null where it stands alone.</param>
/// <param name="Description">What it does, its default and its environment variable.</param>
internal sealed record ServerSwitch(string Name, string? Placeholder, string Description)
{
    public const string NoToken = "--no-token";

    public static IReadOnlyList<ServerSwitch> All { get; } =
    [
        new("--urls", "URLS", $"Listen on these addresses, separated by ';'. Default: $ASPNETCORE_URLS, else {ServerOptions.DefaultUrl}."),
        new("--token", "TOKEN", $"Ask browsers for this token, {ServerOptions.ShortestToken} characters or more. Default: $MLNETCNN_TOKEN, which other users of the machine cannot see, else a new one at each start, printed in the address."),
        new(NoToken, null, "Let in everybody who reaches the server, at least all users of this machine. Default: $MLNETCNN_NO_TOKEN, else false."),
        new("--hosts", "NAMES", "Answer to these host names of the machine too, separated by ';'. Default: $MLNETCNN_HOSTS."),
        new("--networks", "FOLDER", "Keep your own networks in this folder. Default: $MLNETCNN_NETWORKS, else in your data folder."),
        new("--store", "STORE", "Keep runs in this file (SQLite) or database (a connection string of PostgreSQL). Default: $MLNETCNN_STORE, else the command line's store."),
        new("--artifacts", "FOLDER", "Keep the runs' files in this folder. Default: $MLNETCNN_ARTIFACTS, else 'runs' beside the store."),
        new("--data", "FOLDER", "Keep data sets in this folder. Default: $MLNETCNN_DATA, else your own folders."),
        new("--folders", "FOLDERS", "Let browsers read images in these folders by path, separated by ';'. Default: $MLNETCNN_FOLDERS, else your home and the working folder on loopback, none beyond."),
        new("--upload-mib", "N", "Allow uploads up to this many MiB, at least 1. Default: $MLNETCNN_UPLOAD_MIB, else 4096."),
        new("--slots", "N", "Execute so many runs at once, 0 to 64; with 0 they are left to 'mlnetcnn worker'. Default: $MLNETCNN_SLOTS, else 1."),
        new("--telemetry", "console|otlp|URL", "Export metrics and traces of the runs (OpenTelemetry): to the console, as the OTEL_ variables say, or to a collector such as http://localhost:4318. Default: $MLNETCNN_TELEMETRY, else nowhere."),
    ];
}

using Microsoft.Data.Sqlite;
using Npgsql;

namespace MlNetCnn.Experiments;

/// <summary>Where runs are kept: the database of their rows and the folder of their files.</summary>
internal sealed record StoreLocation
{
    /// <summary>The environment variable that names a store: a file, or a connection string of PostgreSQL.</summary>
    public const string StoreVariable = "MLNETCNN_STORE";

    /// <summary>The environment variable that names the folder of the runs' files.</summary>
    public const string ArtifactsVariable = "MLNETCNN_ARTIFACTS";

    // A worker that is halted within a transaction, by its machine's sleep or a lost network, would hold the run's row for ever.
    private const string IdleTransactions = "idle_in_transaction_session_timeout";

    private StoreLocation(string connectionString, bool isPostgres, string artifacts)
    {
        ConnectionString = connectionString;
        IsPostgres = isPostgres;
        Artifacts = artifacts;
    }

    /// <summary>What the database driver takes.</summary>
    public string ConnectionString { get; }

    /// <summary>Whether it is PostgreSQL; otherwise SQLite.</summary>
    public bool IsPostgres { get; }

    /// <summary>The folder in which each run has its folder; with several machines one they share.</summary>
    public string Artifacts { get; }

    /// <summary>SQLite's file, or null.</summary>
    internal string? File => IsPostgres ? null : new SqliteConnectionStringBuilder(ConnectionString).DataSource;

    /// <summary>Reads where a store is.</summary>
    /// <param name="store">
    /// A connection string of PostgreSQL (<c>Host=…;Database=…</c>) or the path of a SQLite file, which is made where it is missing.
    /// Default: the environment variable <c>MLNETCNN_STORE</c>, else <c>runs.db</c> in the folder <c>mlnetcnn</c> of the user's data
    /// (<c>$XDG_DATA_HOME</c>, else <c>~/.local/share</c>).
    /// </param>
    /// <param name="artifacts">
    /// The folder for the runs' files. Default: the environment variable <c>MLNETCNN_ARTIFACTS</c>, else the folder <c>runs</c> beside
    /// the SQLite file, or in the user's data.
    /// </param>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    public static StoreLocation Parse(string? store = null, string? artifacts = null)
    {
        store = NullIfEmpty(store) ?? NullIfEmpty(Environment.GetEnvironmentVariable(StoreVariable));
        artifacts = NullIfEmpty(artifacts) ?? NullIfEmpty(Environment.GetEnvironmentVariable(ArtifactsVariable));
        if (store is not null && IsConnectionString(store))
            return new StoreLocation(Postgres(store), isPostgres: true, Path.GetFullPath(artifacts ?? Path.Combine(UserFolder(), "runs")));
        var file = Path.GetFullPath(store ?? Path.Combine(UserFolder(), "runs.db"));
        if (Directory.Exists(file))
            throw new ArgumentException($"The store '{store}' is a folder: name a file for SQLite, like '{Path.Combine(file, "runs.db")}', or a connection string of PostgreSQL.");
        artifacts ??= Path.Combine(Path.GetDirectoryName(file)!, "runs");
        return new StoreLocation(new SqliteConnectionStringBuilder { DataSource = file }.ToString(), isPostgres: false, Path.GetFullPath(artifacts));
    }

    /// <summary>What people are told: no passwords.</summary>
    public override string ToString() => File ?? Shown();

    private string Shown()
    {
        var builder = new NpgsqlConnectionStringBuilder(ConnectionString);
        return $"{builder.Host}:{builder.Port}/{builder.Database}";
    }

    private static bool IsConnectionString(string text) =>
        text.Split(';').Any(part => part.Split('=', 2) is [var key, _] && key.Trim().ToUpperInvariant() is "HOST" or "SERVER");

    private static string Postgres(string text)
    {
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(text);
            builder.Database ??= "mlnetcnn";
            builder.ApplicationName ??= "mlnetcnn";
            if (builder.Options?.Contains(IdleTransactions, StringComparison.Ordinal) != true)
                builder.Options = $"{builder.Options} -c {IdleTransactions}=10s".TrimStart();
            return builder.ToString();
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new ArgumentException($"The connection string of the store cannot be read: {e.Message.TrimEnd('.')}.", e);
        }
    }

    private static string UserFolder()
    {
        var data = NullIfEmpty(Environment.GetEnvironmentVariable("XDG_DATA_HOME"))
            ?? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(data, "mlnetcnn");
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

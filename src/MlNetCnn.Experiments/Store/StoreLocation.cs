using Microsoft.Data.Sqlite;
using Npgsql;

namespace MlNetCnn.Experiments;

/// <summary>The location of runs: the database of their rows and the folder of their files.</summary>
internal sealed record StoreLocation
{
    /// <summary>The environment variable with a file or a PostgreSQL connection string.</summary>
    public const string StoreVariable = "MLNETCNN_STORE";

    /// <summary>The environment variable with the folder of the runs' files.</summary>
    public const string ArtifactsVariable = "MLNETCNN_ARTIFACTS";

    // A worker suspended within a transaction, by a sleeping machine or a lost network, would lock the run's row forever.
    private const string IdleTransactions = "idle_in_transaction_session_timeout";

    private StoreLocation(string connectionString, bool isPostgres, string artifacts)
    {
        ConnectionString = connectionString;
        IsPostgres = isPostgres;
        Artifacts = artifacts;
    }

    public string ConnectionString { get; }

    /// <summary>Otherwise SQLite.</summary>
    public bool IsPostgres { get; }

    /// <summary>The folder that contains the runs' folders; shared where there are several machines.</summary>
    public string Artifacts { get; }

    /// <summary>The SQLite file, or null.</summary>
    internal string? File => IsPostgres ? null : new SqliteConnectionStringBuilder(ConnectionString).DataSource;

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

    /// <summary>Without passwords.</summary>
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

using Hangfire.PostgreSql;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace MlNetCnn.Experiments;

/// <summary>Opens contexts on a store's database, and brings the database up to date first.</summary>
internal sealed class StoreDatabase
{
    // Any number will do as long as nobody else in this database locks with it.
    private const long MigrationLock = 0x6d6c6e6574636e6e;

    private readonly StoreLocation _location;
    private readonly DbContextOptions<SqliteRunContext>? _sqlite;
    private readonly DbContextOptions<PostgresRunContext>? _postgres;

    public StoreDatabase(StoreLocation location)
    {
        _location = location;
        if (location.IsPostgres)
            _postgres = Quiet(new DbContextOptionsBuilder<PostgresRunContext>().UseNpgsql(location.ConnectionString)).Options;
        else
            _sqlite = Quiet(new DbContextOptionsBuilder<SqliteRunContext>().UseSqlite(location.ConnectionString)).Options;
    }

    public RunContext Open() => _postgres is not null ? new PostgresRunContext(_postgres) : new SqliteRunContext(_sqlite!);

    /// <summary>Makes the tables, or brings those of an earlier version up to date; two processes may do so at once.</summary>
    /// <exception cref="StoreException">The database cannot be reached, or is of a newer version.</exception>
    public async Task MigrateAsync(CancellationToken cancellation)
    {
        try
        {
            if (_location.File is { } file)
                await MigrateFileAsync(file, cancellation);
            else
                await MigrateServerAsync(cancellation);
        }
        catch (Exception e) when (StoreException.IsOfDatabase(e) || e is IOException or UnauthorizedAccessException)
        {
            throw StoreException.Of(_location, e);
        }
    }

    private async Task MigrateFileAsync(string file, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        // A lock that ends with the process: EF Core's own is a row, which a killed process leaves behind.
        using var locked = await FileLock.TakeAsync(file + ".lock", cancellation);
        await using var context = Open();
        if (!await IsBehindAsync(context, cancellation))
            return;
        if (File.Exists(file))
            await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellation);
        await context.Database.MigrateAsync(cancellation);
        // Readers and a writer at once. It is written in the file, so that once is enough.
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellation);
    }

    private async Task MigrateServerAsync(CancellationToken cancellation)
    {
        await MakeDatabaseAsync(cancellation);
        await using var connection = new NpgsqlConnection(_location.ConnectionString);
        await connection.OpenAsync(cancellation);
        await using var take = new NpgsqlCommand($"SELECT pg_advisory_lock({MigrationLock})", connection) { CommandTimeout = 0 };
        await take.ExecuteNonQueryAsync(cancellation);
        try
        {
            await using var context = Open();
            if (await IsBehindAsync(context, cancellation))
                await context.Database.MigrateAsync(cancellation);
            PostgreSqlObjectsInstaller.Install(connection);
        }
        finally
        {
            await using var release = new NpgsqlCommand($"SELECT pg_advisory_unlock({MigrationLock})", connection);
            await release.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    private async Task MakeDatabaseAsync(CancellationToken cancellation)
    {
        await using var context = Open();
        if (await context.Database.CanConnectAsync(cancellation))
            return;
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(_location.ConnectionString);
            var name = builder.Database!;
            builder.Database = "postgres";
            builder.Pooling = false;
            await using var connection = new NpgsqlConnection(builder.ToString());
            await connection.OpenAsync(cancellation);
            await using var create = new NpgsqlCommand($"CREATE DATABASE \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", connection);
            await create.ExecuteNonQueryAsync(cancellation);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another process was faster.
        }
    }

    private async Task<bool> IsBehindAsync(RunContext context, CancellationToken cancellation)
    {
        var known = context.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var applied = (await context.Database.GetAppliedMigrationsAsync(cancellation)).ToHashSet(StringComparer.Ordinal);
        if (applied.FirstOrDefault(a => !known.Contains(a)) is { } unknown)
            throw new StoreException($"The store {_location} was made by a newer version of MlNetCnn (it has '{unknown}'): update MlNetCnn, or name another store.");
        return known.Count > applied.Count;
    }

    private static TBuilder Quiet<TBuilder>(TBuilder builder)
        where TBuilder : DbContextOptionsBuilder
    {
        // Making the lock table of a first migration is no news.
        builder.ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning));
        return builder;
    }
}

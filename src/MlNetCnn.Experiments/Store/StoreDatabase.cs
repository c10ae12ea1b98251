using Hangfire.PostgreSql;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace MlNetCnn.Experiments;

/// <summary>Migrates a store's database and opens contexts on it.</summary>
internal sealed class StoreDatabase
{
    // Any number that no other lock in this database uses.
    internal const long MigrationLock = 0x6d6c6e6574636e6e;

    // Long enough for another process to migrate a large store.
    private static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(30);

    private readonly StoreLocation _location;
    private readonly TimeSpan _patience;
    private readonly DbContextOptions<SqliteRunContext>? _sqlite;
    private readonly DbContextOptions<PostgresRunContext>? _postgres;

    /// <summary><paramref name="patience"/>: how long another process may take to migrate. Default: 30 seconds.</summary>
    public StoreDatabase(StoreLocation location, TimeSpan? patience = null)
    {
        (_location, _patience) = (location, patience ?? DefaultPatience);
        if (location.IsPostgres)
            _postgres = Quiet(new DbContextOptionsBuilder<PostgresRunContext>().UseNpgsql(location.ConnectionString)).Options;
        else
            _sqlite = Quiet(new DbContextOptionsBuilder<SqliteRunContext>().UseSqlite(location.ConnectionString)).Options;
    }

    public RunContext Open() => _postgres is not null ? new PostgresRunContext(_postgres) : new SqliteRunContext(_sqlite!);

    /// <summary>Creates or upgrades the tables; safe to call from several processes at once.</summary>
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
        OwnerOnly.CreateFolder(Path.GetDirectoryName(file)!);
        // A lock that ends with the process: EF Core's own is a row, which a killed process leaves behind.
        using var locked = await FileLock.TakeAsync(file + ".lock", _patience, TimeProvider.System, waiting: null, cancellation);
        // SQLite gives its journal files the permissions of the database file.
        if (!File.Exists(file))
            await OwnerOnly.Open(file, new() { Mode = FileMode.CreateNew, Access = FileAccess.Write }).DisposeAsync();
        await using var context = Open();
        if (!await IsBehindAsync(context, cancellation))
            return;
        await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellation);
        await context.Database.MigrateAsync(cancellation);
        // WAL allows readers beside a writer. The mode is stored in the file, so once is enough.
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellation);
    }

    private async Task MigrateServerAsync(CancellationToken cancellation)
    {
        await MakeDatabaseAsync(cancellation);
        await using var connection = new NpgsqlConnection(_location.ConnectionString);
        await connection.OpenAsync(cancellation);
        await TakeLockAsync(connection, cancellation);
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

    private async Task TakeLockAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        try
        {
            await using var take = new NpgsqlCommand($"SET lock_timeout = {_patience.TotalMilliseconds:0}; SELECT pg_advisory_lock({MigrationLock}); RESET lock_timeout", connection)
            {
                CommandTimeout = 0, // the server's limit ends it
            };
            await take.ExecuteNonQueryAsync(cancellation);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable) // no inner exception: it says less
        {
            await using var ask = new NpgsqlCommand(
                $"""
                SELECT 'process ' || a.pid || coalesce(' of ' || nullif(a.application_name, ''), '') || coalesce(' from ' || host(a.client_addr), '')
                FROM pg_locks l JOIN pg_stat_activity a USING (pid)
                WHERE l.locktype = 'advisory' AND l.granted AND l.classid = {MigrationLock >> 32} AND l.objid = {MigrationLock & uint.MaxValue}
                """, connection);
            var holder = await ask.ExecuteScalarAsync(cancellation) as string ?? "another process";
            throw new IOException($"it is still being brought up to date by the server's {holder} after {_patience.TotalSeconds:0} s: wait for it, or end it");
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
            // Another process created it first.
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

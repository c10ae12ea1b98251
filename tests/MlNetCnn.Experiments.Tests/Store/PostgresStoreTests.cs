using Npgsql;

namespace MlNetCnn.Experiments.Tests;

[Collection(PostgresCollection.Name)]
public sealed class PostgresStoreTests(PostgresServer server) : StoreContract
{
    [SkippableFact]
    public async Task Open_ServerThatIsNotThere_SaysSo()
    {
        var location = StoreLocation.Parse(server.NewDatabase().Replace("Host=", "Host=/nowhere", StringComparison.Ordinal), Workplace.Artifacts);

        Assert.StartsWith("The store /nowhere", (await Assert.ThrowsAsync<StoreException>(() => Open(location))).Message);
    }

    [SkippableFact]
    public async Task Open_WhileAnotherProcessBringsItUpToDateForTooLong_SaysWhich()
    {
        var location = NewLocation();
        await Open(location);
        await using var other = new NpgsqlConnection(location.ConnectionString);
        await other.OpenAsync();
        await using var take = new NpgsqlCommand($"SELECT pg_advisory_lock({StoreDatabase.MigrationLock})", other);
        await take.ExecuteNonQueryAsync();

        var error = await Assert.ThrowsAsync<StoreException>(() => new StoreDatabase(location, TimeSpan.FromMilliseconds(1)).MigrateAsync(CancellationToken.None));

        Assert.EndsWith($"cannot be used: it is still being brought up to date by the server's process {other.ProcessID} of mlnetcnn after 0 s: wait for it, or end it.", error.Message);
    }

    [SkippableFact]
    public async Task Open_TransactionThatIsHeldByAHaltedProcess_IsEndedByTheServer()
    {
        var location = NewLocation();
        var own = StoreLocation.Parse($"{server.NewDatabase()};Options=-c idle_in_transaction_session_timeout=5s");

        Assert.Equal("10s", await IdleLimitAsync(location));
        Assert.Equal("5s", await IdleLimitAsync(own));

        async Task<string?> IdleLimitAsync(StoreLocation location)
        {
            await Open(location);
            await using var connection = new NpgsqlConnection(location.ConnectionString);
            await connection.OpenAsync();
            await using var show = new NpgsqlCommand("SHOW idle_in_transaction_session_timeout", connection);
            return (string?)await show.ExecuteScalarAsync();
        }
    }

    private protected override StoreLocation NewLocation() => StoreLocation.Parse(server.NewDatabase(), Workplace.Artifacts);
}

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MlNetCnn.Experiments.Tests.Store;

public sealed class SqliteStoreTests : StoreContract
{
    private int _stores;

    [Fact]
    public async Task Open_NewFile_WritesAheadAndMakesItsFolder()
    {
        var store = await RunStore.OpenAsync(StoreLocation.Parse(Workplace.In("deep", "er", "runs.db")));

        await using var context = store.Database.Open();
        Assert.Equal("wal", (await context.Database.SqlQueryRaw<string>("PRAGMA journal_mode").ToListAsync())[0]);
        Assert.Equal(Workplace.In("deep", "er", "runs"), store.Location.Artifacts);
    }

    [Fact]
    public async Task Open_AfterAKillWhileMigrating_DoesNotWaitForTheLockOfTheDead()
    {
        var location = NewLocation();
        await using (var connection = new SqliteConnection(location.ConnectionString))
        {
            await connection.OpenAsync();
            using var command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01');
                """;
            await command.ExecuteNonQueryAsync();
        }

        var store = await Open(location).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Empty(await store.ListAsync());
    }

    [Fact]
    public async Task Open_FileThatIsNoDatabase_SaysSo()
    {
        File.WriteAllText(Workplace.In("runs1.db"), "This is a text and no database, and it is long enough to tell.");

        Assert.Contains("runs1.db cannot be used", (await Assert.ThrowsAsync<StoreException>(() => Open(NewLocation()))).Message);
    }

    protected override StoreLocation NewLocation() => Workplace.SqliteLocation($"runs{++_stores}.db");
}

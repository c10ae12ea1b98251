using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MlNetCnn.Experiments.Tests;

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
    public async Task Open_NewFile_IsForItsOwnerOnlyWithAllBesideIt()
    {
        if (OperatingSystem.IsWindows())
            return;
        const UnixFileMode others = ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var store = await RunStore.OpenAsync(StoreLocation.Parse(Workplace.In("own", "runs.db")));
        await using var context = store.Database.Open();
        await context.Database.OpenConnectionAsync(); // keeps the write-ahead log
        var run = await store.AddAsync(Workplace.Request());
        store.FolderOf(run.Id).Begin(1, run.Request);

        var made = Directory.EnumerateFiles(Workplace.In("own")).Concat(Directory.EnumerateDirectories(Workplace.In("own"), "*", SearchOption.AllDirectories))
            .Append(Workplace.In("own")).ToArray();

        Assert.Contains(Workplace.In("own", "runs.db-wal"), made);
        Assert.Contains(Path.Combine(store.FolderOf(run.Id).Path, "attempt-1"), made);
        foreach (var path in made)
            Assert.True((File.GetUnixFileMode(path) & others) == UnixFileMode.None, path);
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

    [Fact]
    public async Task Open_WhileAnotherProcessBringsItUpToDateForTooLong_SaysWhich()
    {
        var location = NewLocation();
        using var held = FileLock.TryTake(location.File + ".lock");

        var error = await Assert.ThrowsAsync<StoreException>(() => new StoreDatabase(location, TimeSpan.FromMilliseconds(1)).MigrateAsync(CancellationToken.None));

        Assert.Contains($"is still held by process {Environment.ProcessId} on {Environment.MachineName} after 0 s", error.Message);
    }

    [SkippableFact]
    public async Task Open_OnADiskWithoutRoomForAFile_SaysSo()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Mounting a small file system needs Linux and root.");
        var folder = Directory.CreateDirectory(Workplace.In("full")).FullName;
        Skip.If(await RunAsync("mount", "-t", "tmpfs", "-o", "nr_inodes=2", "tmpfs", folder) != 0, "A tmpfs cannot be mounted here.");
        try
        {
            File.WriteAllText(Path.Combine(folder, "last"), "");

            var error = await Assert.ThrowsAsync<StoreException>(() => RunStore.OpenAsync(StoreLocation.Parse(Path.Combine(folder, "runs.db"))).WaitAsync(TimeSpan.FromMinutes(1)));

            Assert.Equal($"The store {folder}/runs.db cannot be used: '{folder}/runs.db.lock' cannot be written: the disk is full.", error.Message);
        }
        finally
        {
            Assert.Equal(0, await RunAsync("umount", folder));
        }
    }

    [Theory]
    [InlineData(8, "its file is read-only")]
    [InlineData(13, "the disk is full")]
    [InlineData(14, "the disk may be full, or its folder read-only")]
    [InlineData(26, "SQLite's own words")]
    public void Of_ErrorsOfSqlite_GiveTheirCause(int code, string cause) =>
        Assert.EndsWith($"{cause}.", StoreException.Of(NewLocation(), new SqliteException("SQLite's own words", code)).Message);

    private static async Task<int> RunAsync(string command, params string[] args)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(command, args) { RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private protected override StoreLocation NewLocation() => Workplace.SqliteLocation($"runs{++_stores}.db");
}

using Microsoft.EntityFrameworkCore;
using MlNetCnn.Training;

namespace MlNetCnn.Experiments.Tests;

/// <summary>What holds for a store on any database.</summary>
public abstract class StoreContract : IDisposable
{
    protected Workplace Workplace { get; } = new();

    internal ManualTime Time { get; } = new();

    /// <summary>A store that is not there yet.</summary>
    private protected abstract StoreLocation NewLocation();

    [SkippableFact]
    public async Task Find_RunThatWasAdded_IsTheSameThroughAnotherStore()
    {
        var location = NewLocation();
        var request = Workplace.Request(("learning-rate", "0.1")) with { Name = "Ein Läufer", Tags = ["b", "a"], Group = "g" };
        var added = await (await Open(location)).AddAsync(request, priority: 3, note: "why");

        var store = await Open(location);
        var found = await store.GetAsync(added.Id);

        Assert.Equal(("Ein Läufer", "why", "g", 3, RunState.Queued), (found.Name, found.Note, found.Group, found.Priority, found.State));
        Assert.Equal("a b", string.Join(' ', found.Tags));
        Assert.Equal(request.ToJson(), found.Request.ToJson());
        Assert.Equal(request.ContentHash(), found.RequestHash);
        Assert.Equal(Time.GetUtcNow(), found.CreatedAt, location.IsPostgres ? TimeSpan.FromDays(10000) : TimeSpan.Zero);
        Assert.Equal(found.Id, (await store.FindAsync(added.Id[^6..]))!.Id);
        Assert.Null(await store.FindAsync("no such run"));
        Assert.Contains("There is no run 'zzzzzz'", (await Assert.ThrowsAsync<StoreException>(() => store.GetAsync("zzzzzz"))).Message);
    }

    [SkippableFact]
    public async Task Find_PartThatSeveralHave_AsksForMore()
    {
        var store = await Open(NewLocation());
        var one = await store.AddAsync(Workplace.Request());
        await store.AddAsync(Workplace.Request());

        Assert.Contains("several runs", (await Assert.ThrowsAsync<StoreException>(() => store.FindAsync(one.Id[..8]))).Message);
    }

    [SkippableFact]
    public async Task Add_WrongSetting_KeepsNothing()
    {
        var store = await Open(NewLocation());

        await Assert.ThrowsAsync<ArgumentException>(() => store.AddAsync(Workplace.Request(("epochs", "0"))));

        Assert.Empty(await store.ListAsync());
    }

    [SkippableFact]
    public async Task List_Filters_FindWhatTheySay()
    {
        var store = await Open(NewLocation());
        var a = await AddAsync(store, Workplace.Request() with { Name = "first 100%", Tags = ["x", "y"], Group = "g" });
        var b = await AddAsync(store, Workplace.Request() with { Name = "second", Tags = ["y"], Architecture = Architectures.LeNet() });
        var c = await AddAsync(store, Workplace.Request() with { Name = "FIRST again", Data = Workplace.In() });
        await new RunQueue(store).CancelAsync(c.Id);

        await Expect(new(), c, b, a);
        await Expect(new() { Tag = "y" }, b, a);
        await Expect(new() { Tag = "x" }, a);
        await Expect(new() { Group = "g" }, a);
        await Expect(new() { State = RunState.Cancelled }, c);
        await Expect(new() { Architecture = "lenet" }, b);
        await Expect(new() { Data = Workplace.Data }, b, a);
        await Expect(new() { Text = "First" }, c, a);
        await Expect(new() { Text = "0%" }, a);
        await Expect(new() { Text = "%" }, a);
        await Expect(new() { Text = "_" });
        await Expect(new() { Take = 2 }, c, b);
        await Expect(new() { Take = 2, After = await store.GetAsync(b.Id) }, a);

        async Task Expect(RunFilter filter, params Run[] runs) => Assert.Equal(runs.Select(r => r.Id), (await store.ListAsync(filter)).Select(r => r.Id));
    }

    [SkippableFact]
    public async Task CountRunsByData_Runs_AreCountedWithThoseInTheTrash()
    {
        var store = await Open(NewLocation());
        await store.AddAsync(Workplace.Request());
        var thrown = await store.AddAsync(Workplace.Request());
        await store.AddAsync(Workplace.Request() with { Data = "bundled" });
        await new RunTrash(store).ThrowAsync(thrown.Id);

        var counts = await store.CountRunsByDataAsync();

        Assert.Equal([("bundled", 1), (Workplace.Data, 2)], counts.Select(c => (c.Key, c.Value)).OrderBy(c => c.Value));
    }

    [SkippableFact]
    public async Task Edit_Run_ChangesWhatIsGivenOnly()
    {
        var store = await Open(NewLocation());
        var run = await store.AddAsync(Workplace.Request() with { Tags = ["a", "b"], Group = "g" }, note: "note");

        await store.EditAsync(run.Id, new RunEdit { Name = "new", Tags = ["b", "c", "c"] });
        var edited = await store.EditAsync(run.Id, new RunEdit { Group = "", Priority = 7 });

        Assert.Equal(("new", "note", null, 7), (edited.Name, edited.Note, edited.Group, edited.Priority));
        Assert.Equal("b c", string.Join(' ', edited.Tags));
        await Assert.ThrowsAsync<ArgumentException>(() => store.EditAsync(run.Id, new RunEdit { Tags = ["a,b"] }));
    }

    [SkippableFact]
    public async Task Trash_RunThrownAway_ComesBackOrGoesWholly()
    {
        var store = await Open(NewLocation());
        var trash = new RunTrash(store);
        var (kept, gone) = (await store.AddAsync(Workplace.Request()), await store.AddAsync(Workplace.Request() with { Tags = ["a"] }));
        store.FolderOf(gone.Id).Begin(1, gone.Request);

        await trash.ThrowAsync(kept.Id);
        await trash.ThrowAsync(gone.Id);
        Assert.Empty(await store.ListAsync());
        Assert.Equal(2, (await store.ListAsync(new RunFilter { Trash = true })).Count);
        await trash.RestoreAsync(kept.Id);
        Assert.Equal(0, await trash.EmptyAsync(TimeSpan.FromDays(1)));
        Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await trash.EmptyAsync(TimeSpan.FromDays(1)));

        Assert.Equal([kept.Id], (await store.ListAsync()).Select(r => r.Id));
        Assert.Null(await store.FindAsync(gone.Id));
        Assert.False(Directory.Exists(store.FolderOf(gone.Id).Path));
        await Assert.ThrowsAsync<StoreException>(() => trash.RestoreAsync(kept.Id));
    }

    [SkippableFact]
    public async Task Open_ManyAtOnceOnNothing_MakeOneStore()
    {
        var location = NewLocation();

        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Open(location))));
        foreach (var store in stores)
            await store.AddAsync(Workplace.Request());

        Assert.Equal(4, (await stores[0].ListAsync()).Count);
    }

    [SkippableFact]
    public async Task Open_StoreOfANewerVersion_SaysSo()
    {
        var location = NewLocation();
        await Open(location);
        await using (var context = new StoreDatabase(location).Open())
            await context.Database.ExecuteSqlRawAsync("""INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ('29990101000000_Later', '99.0')""");

        Assert.Contains("newer version", (await Assert.ThrowsAsync<StoreException>(() => Open(location))).Message);
    }

    [SkippableFact]
    public async Task Model_AndItsMigrations_Agree()
    {
        await using var context = new StoreDatabase(NewLocation()).Open();

        Assert.False(context.Database.HasPendingModelChanges());
    }

    [SkippableFact]
    public async Task Open_RunWhoseProcessIsNoMore_IsInterrupted()
    {
        var store = await Open(NewLocation());
        var (dead, alive) = (await store.AddAsync(Workplace.Request(), priority: 1), await store.AddAsync(Workplace.Request()));
        await new RunLeases(store, $"{new WorkerName(Environment.MachineName, int.MaxValue, 0)}", TimeSpan.FromMinutes(1)).ClaimAsync(["cpu"], default);
        await new RunLeases(store, $"{WorkerName.Own}", TimeSpan.FromMinutes(1)).ClaimAsync(["cpu"], default);

        store = await Open(store.Location);

        Assert.Equal((RunState.Interrupted, RunState.Running), ((await store.GetAsync(dead.Id)).State, (await store.GetAsync(alive.Id)).State));
        Assert.Equal(RunState.Cancelled, (await new RunQueue(store).CancelAsync(dead.Id)).State);
    }

    public void Dispose()
    {
        Workplace.Dispose();
        GC.SuppressFinalize(this);
    }

    internal static RowUpdate Report(params int[] epochs) =>
        new() { SoFar = EpochSummary.Of([.. epochs.Select(e => new EpochMetrics(e, 1.0 / e, 0.5, null, 0.25, 0.1, 1, 90, true))]) };

    internal Task<RunStore> Open(StoreLocation location) => RunStore.OpenAsync(location, Time);

    private async Task<Run> AddAsync(RunStore store, RunRequest request)
    {
        Time.Advance(TimeSpan.FromSeconds(1));
        return await store.AddAsync(request);
    }
}

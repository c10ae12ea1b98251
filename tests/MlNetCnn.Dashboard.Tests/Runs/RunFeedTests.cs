using Microsoft.Extensions.DependencyInjection;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard.Tests;

public class RunFeedTests : ComponentTest
{
    private RunFeed Feed => Services.GetRequiredService<RunFeed>();

    [Fact]
    public async Task Watch_RunAddedByAnother_IsToldWithinASecond()
    {
        var told = 0;
        using var watch = Feed.Watch(() => told++);
        await watch.FirstLook;
        Assert.Empty(Feed.Runs);

        var run = await Store.AddAsync(Tiny.Request());
        Assert.Equal(0, told);
        Clock.Advance(RunFeed.Quiet);

        Assert.Equal(1, told);
        Assert.Equal((run.Id, RunState.Queued, "lenet"), Assert.Single(Feed.Runs) is var seen ? (seen.Id, seen.State, seen.Architecture) : default);
    }

    [Fact]
    public async Task Watch_NothingWritten_TellsNobody()
    {
        await Store.AddAsync(Tiny.Request());
        var told = 0;
        using var watch = Feed.Watch(() => told++);
        await watch.FirstLook;
        told = 0;

        Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(0, told);
    }

    [Fact]
    public async Task Watch_OneRun_IsToldOfItsChangesOnly()
    {
        var (one, other) = (await Store.AddAsync(Tiny.Request()), await Store.AddAsync(Tiny.Request()));
        var told = 0;
        using var watch = Feed.Watch(one.Id, () => told++);
        await watch.FirstLook;
        told = 0;

        await Queue.PauseAsync(other.Id);
        Clock.Advance(RunFeed.Busy);
        Assert.Equal(0, told);
        await Queue.PauseAsync(one.Id);
        Clock.Advance(RunFeed.Quiet);

        Assert.Equal(1, told);
        Assert.Equal(RunState.Paused, watch.Now!.Run.State);
    }

    [Fact]
    public async Task Watch_Ended_LooksNoMore()
    {
        var watch = Feed.Watch(() => { });
        await watch.FirstLook;
        watch.Dispose();
        Clock.Advance(RunFeed.Quiet);

        await Store.AddAsync(Tiny.Request());
        Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Empty(Feed.Runs);
    }

    [Fact]
    public async Task Watch_RunThatIsNotThere_HasNone()
    {
        using var watch = Feed.Watch("20260101-000000-aaaaaa", () => { });
        await watch.FirstLook;

        Assert.Null(watch.Now);
    }

    [Fact]
    public async Task Watch_RemovedForGood_IsGoneFromListAndPage()
    {
        var run = await Store.AddAsync(Tiny.Request());
        using var list = Feed.Watch(() => { });
        await list.FirstLook;
        using var watch = Feed.Watch(run.Id, () => { });
        await watch.FirstLook;
        await new RunTrash(Store).ThrowAsync(run.Id);
        await Feed.LookAsync();
        Assert.NotNull(Assert.Single(Feed.Runs).TrashedAt);

        await new RunTrash(Store).EmptyAsync();
        await Feed.LookAsync();

        Assert.Empty(Feed.Runs);
        Assert.Null(watch.Now);
    }
}

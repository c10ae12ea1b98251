namespace MlNetCnn.Experiments.Tests;

public sealed class FullDiskTests : IDisposable
{
    private readonly Workplace _workplace = new();

    [SkippableFact]
    public async Task Run_WhoseFilesCannotGrow_FailsInASentenceAndLeavesTheOthersAlone()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no limit on the size of files.");
        var store = await RunStore.OpenAsync(_workplace.SqliteLocation());
        var queue = new RunQueue(store);
        var before = await queue.AddAsync(_workplace.Request());
        var full = await queue.AddAsync(_workplace.Request(("epochs", "3")));
        var after = await queue.AddAsync(_workplace.Request());
        // The process of this run can write no file beyond a few hundred bytes: its checkpoint and its model find no room.
        var host = new RunHost("/bin/sh",
        [
            "-c", $"case \"$*\" in *{full.Id}*) trap '' XFSZ; ulimit -f 1; export DOTNET_EnableWriteXorExecute=0;; esac; exec \"$0\" \"$@\"",
            Hosts.Command.FileName, .. Hosts.Command.Arguments,
        ]);
        await using (new OwnWorker(store, queue, host: host))
        {
            before = await store.UntilAsync(before.Id, r => r.State.IsOver());
            full = await store.UntilAsync(full.Id, r => r.State.IsOver());
            after = await store.UntilAsync(after.Id, r => r.State.IsOver());
        }

        Assert.Equal((RunState.Succeeded, RunState.Failed, RunState.Succeeded), (before.State, full.State, after.State));
        Assert.Contains("too large for the file system", full.Sentence);
        Assert.DoesNotContain("   at ", full.Sentence);
        Assert.EndsWith(".", full.Sentence);
    }

    [Fact]
    public async Task Run_WhoseFolderCannotBeMade_FailsAndCanBeTriedAgainWhenItCan()
    {
        var store = await RunStore.OpenAsync(_workplace.SqliteLocation());
        var queue = new RunQueue(store);
        File.WriteAllText(_workplace.Artifacts, "no folder");
        var run = await queue.AddAsync(_workplace.Request());
        await using (new OwnWorker(store, queue))
        {
            var failed = await store.UntilAsync(run.Id, r => r.State.IsOver());
            Assert.Equal(RunState.Failed, failed.State);
            Assert.Contains($"The folder '{store.FolderOf(run.Id).Path}", failed.Sentence);
            Assert.Contains("cannot be made", failed.Sentence);

            File.Delete(_workplace.Artifacts);
            await queue.ResumeAsync(run.Id);
            run = await store.UntilAsync(run.Id, r => r.State.IsOver());
        }
        Assert.Equal((RunState.Succeeded, 2), (run.State, run.Attempts));
    }

    public void Dispose() => _workplace.Dispose();
}

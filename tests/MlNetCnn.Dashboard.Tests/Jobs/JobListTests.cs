namespace MlNetCnn.Dashboard.Tests;

public class JobListTests
{
    private readonly JobList _jobs = new();

    [Fact]
    public async Task Start_TheSameAgainWhileItRuns_IsTheSameJob()
    {
        var end = new TaskCompletionSource<object?>();
        var first = _jobs.Start("k", "Working", (_, _) => end.Task);

        Assert.Same(first, _jobs.Start("k", "Working", (_, _) => Task.FromResult<object?>(null)));
        end.SetResult("done");
        await EndAsync(first);

        Assert.Equal((JobState.Done, "done"), (first.State, first.Result));
        Assert.NotSame(first, _jobs.Start("k", "Working", (_, _) => Task.FromResult<object?>(null)));
    }

    [Fact]
    public async Task Cancel_WorkThatListens_IsCancelled()
    {
        var job = _jobs.Start("k", "Working", async (_, stop) =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            return null;
        });

        job.Cancel();
        await EndAsync(job);

        Assert.Equal((JobState.Cancelled, null), (job.State, job.Sentence));
    }

    [Fact]
    public async Task Run_WorkThatThrows_SaysWhyAndIsForgottenOnRequest()
    {
        var job = _jobs.Start("k", "Working", (_, _) => throw new InvalidDataException("The file is broken."));
        await EndAsync(job);

        Assert.Equal((JobState.Failed, "The file is broken."), (job.State, job.Sentence));
        _jobs.Forget("k");
        Assert.Null(_jobs.Find("k"));
    }

    private async Task EndAsync(Job job)
    {
        var ended = new TaskCompletionSource();
        _jobs.Changed += j =>
        {
            if (!j.IsRunning)
                ended.TrySetResult();
        };
        if (job.IsRunning)
            await ended.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }
}

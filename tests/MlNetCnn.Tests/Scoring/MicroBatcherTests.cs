namespace MlNetCnn.Tests;

public sealed class MicroBatcherTests : IDisposable
{
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(2);

    private readonly ManualTime _time = new();
    private readonly RecordedRuns _runs = new();

    [Fact]
    public async Task Image_Alone_WaitsTheLongestWaitAndNoMore()
    {
        using var batcher = Batcher();
        var score = batcher.ScoreAsync([7], default);

        _time.Advance(Wait / 2);
        Assert.False(score.IsCompleted);
        Assert.Empty(_runs.Sizes);
        _time.Advance(Wait / 2);

        Assert.Equal(7, Assert.Single(await score));
    }

    [Fact]
    public async Task Images_OfManyCallers_RunInBatchesOfTheBound()
    {
        using var batcher = Batcher(maxBatch: 8);
        var scores = Enumerable.Range(0, 500).Select(i => Task.Run(() => batcher.ScoreAsync([i], default))).ToArray();

        // Time stands still, so that only full batches are due, and four images are left.
        for (var unscored = scores; unscored.Length > 4; unscored = [.. unscored.Where(s => !s.IsCompleted)])
            await Task.WhenAny(unscored);
        Assert.Equal(Enumerable.Repeat(8, 62), _runs.Sizes);
        _time.Advance(Wait);

        Assert.Equal(Enumerable.Range(0, 500).Select(i => (float)i), (await Task.WhenAll(scores)).Select(s => s[0]));
        Assert.Equal([.. Enumerable.Repeat(8, 62), 4], _runs.Sizes);
    }

    [Fact]
    public async Task Images_ThatComeDuringARun_AreTheNextOne()
    {
        using var batcher = Batcher(wait: TimeSpan.Zero);
        _runs.Hold();
        var first = batcher.ScoreAsync([0], default);
        await _runs.Begun();
        var others = Enumerable.Range(1, 5).Select(i => batcher.ScoreAsync([i], default)).ToArray();
        _runs.Release();

        Assert.Equal(0, Assert.Single(await first));
        Assert.Equal([1, 2, 3, 4, 5], (await Task.WhenAll(others)).Select(s => s[0]));
        Assert.Equal([1, 5], _runs.Sizes);
    }

    [Fact]
    public async Task Runs_WithRoomForTwo_AreTwoAtOnce()
    {
        using var batcher = Batcher(maxBatch: 2, lanes: 2);
        _runs.Hold();
        var scores = Enumerable.Range(0, 6).Select(i => batcher.ScoreAsync([i], default)).ToArray();

        await _runs.Begun();
        await _runs.Begun();
        Assert.Equal([2, 2], _runs.Sizes);
        _runs.Release();

        Assert.Equal([0, 1, 2, 3, 4, 5], (await Task.WhenAll(scores)).Select(s => s[0]));
    }

    [Fact]
    public void Callers_ThatBlock_DoTheRunsThemselves()
    {
        using var batcher = Batcher(maxBatch: 4);
        var scores = new float[8];
        var threads = Enumerable.Range(0, 8).Select(i => new Thread(() => scores[i] = batcher.Score([i])[0])).ToArray();

        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());

        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], scores);
        Assert.Equal([4, 4], _runs.Sizes);
    }

    [Fact]
    public async Task Wait_Cancelled_EndsAndTheOthersRun()
    {
        using var batcher = Batcher();
        using var cancel = new CancellationTokenSource();
        var (cancelled, other) = (batcher.ScoreAsync([1], cancel.Token), batcher.ScoreAsync([2], default));

        await cancel.CancelAsync();
        Assert.Equal(cancel.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled)).CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => batcher.ScoreAsync([3], cancel.Token));
        _time.Advance(Wait);

        Assert.Equal(2, Assert.Single(await other));
        Assert.Equal([1], _runs.Sizes);
    }

    [Fact]
    public async Task Run_CancelledWhileUnderWay_EndsWithItsScore()
    {
        using var batcher = Batcher(maxBatch: 1);
        using var cancel = new CancellationTokenSource();
        _runs.Hold();
        var score = batcher.ScoreAsync([1], cancel.Token);
        await _runs.Begun();

        await cancel.CancelAsync();
        _runs.Release();

        Assert.Equal(1, Assert.Single(await score));
    }

    [Fact]
    public async Task Error_OfOneImage_ReachesItsCallerOnly()
    {
        using var batcher = Batcher(maxBatch: 3);
        var scores = new[] { 1, float.NaN, 3 }.Select(pixel => batcher.ScoreAsync([pixel], default)).ToArray();

        Assert.Equal(1, Assert.Single(await scores[0]));
        await Assert.ThrowsAsync<InvalidDataException>(() => scores[1]);
        Assert.Equal(3, Assert.Single(await scores[2]));
    }

    [Fact]
    public async Task Dispose_WithImagesWaiting_RunsThemAtOnce()
    {
        var batcher = Batcher();
        var scores = new[] { batcher.ScoreAsync([1], default), batcher.ScoreAsync([2], default) };

        batcher.Dispose();

        Assert.Equal([1, 2], (await Task.WhenAll(scores)).Select(s => s[0]));
    }

    public void Dispose() => _runs.Dispose();

    private MicroBatcher Batcher(int maxBatch = 16, TimeSpan? wait = null, int lanes = 1) =>
        new(new() { MaxBatch = maxBatch, MaxWait = wait ?? Wait, Time = _time }, _runs.Run, classes: 1, lanes);
}

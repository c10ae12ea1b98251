namespace MlNetCnn.Experiments.Tests;

public sealed class RunStatesTests
{
    [Theory]
    [InlineData(RunState.Queued, "Running Paused Cancelled")]
    [InlineData(RunState.Running, "Paused Succeeded Failed Cancelled Interrupted")]
    [InlineData(RunState.Paused, "Queued Cancelled")]
    [InlineData(RunState.Interrupted, "Queued Running Paused Failed Cancelled")]
    [InlineData(RunState.Failed, "Queued")]
    [InlineData(RunState.Cancelled, "Queued")]
    [InlineData(RunState.Succeeded, "")]
    public void CanBecome_EachPair_IsAsTheTableSays(RunState from, string allowed) =>
        Assert.Equal(allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), RunStates.All.Where(to => from.CanBecome(to)).Select(s => $"{s}").Order());

    [Fact]
    public void IsWaiting_States_AreThoseAWorkerMayTake() =>
        Assert.Equal([RunState.Queued, RunState.Interrupted], RunStates.All.Where(s => s.IsWaiting()));

    [Fact]
    public void Before_EveryState_AgreesWithCanBecome()
    {
        foreach (var to in RunStates.All)
            Assert.Equal(RunStates.All.Where(from => from.CanBecome(to)), RunStates.Before(to));
    }
}

namespace MlNetCnn.Experiments.Tests;

public sealed class RungTests
{
    private const int Epoch = 2;

    private static readonly SuccessiveHalving Halving = new(3, [1, Epoch, 6]);
    private static readonly Rung Rung = new(Halving, Epoch);

    [Fact]
    public void Judge_NineChoices_LetsTheBestThirdGoOn()
    {
        var verdicts = Rung.Judge([.. Enumerable.Range(1, 9).Select(i => Waiting($"{i}", accuracy: i / 10.0))]);

        Assert.Equal(["9", "8", "7"], verdicts.Where(v => v.GoesOn).Select(v => v.Run.Id));
        Assert.Equal("Pruned after epoch 2: validation accuracy 30.0 %, choice 7 of 9.", verdicts.Single(v => v.Run.Id == "3").Sentence(Epoch));
    }

    [Fact]
    public void Judge_EqualChoices_TheOlderGoesFirst()
    {
        var verdicts = Rung.Judge([Waiting("b", 0.5, day: 2), Waiting("a", 0.5, day: 1), Waiting("c", 0.5, day: 3)]);

        Assert.Equal(["a"], verdicts.Where(v => v.GoesOn).Select(v => v.Run.Id));
    }

    [Fact]
    public void Judge_SeedsOfAChoice_ShareItsMeanAndItsFate()
    {
        var verdicts = Rung.Judge(
        [
            Waiting("a1", 0.9) with { Choice = "a" }, Waiting("a2", 0.1) with { Choice = "a" },
            Waiting("b1", 0.6) with { Choice = "b" }, Waiting("b2", 0.6) with { Choice = "b" },
            Waiting("c1", 0.4) with { Choice = "c" }, Waiting("c2", 0.4) with { Choice = "c" },
        ]);

        Assert.Equal(["b1", "b2"], verdicts.Where(v => v.GoesOn).Select(v => v.Run.Id));
        Assert.Equal("Pruned after epoch 2: mean validation accuracy 50.0 % of 2 runs, choice 2 of 3.", verdicts.Single(v => v.Run.Id == "a1").Sentence(Epoch));
    }

    [Fact]
    public void Judge_RunThatFailed_CountsAsWorstAndIsLeftAlone()
    {
        var failed = Waiting("a1") with { State = RunState.Failed, Choice = "a", Epoch = 1, Accuracy = null };

        var verdicts = Rung.Judge([failed, Waiting("a2", 0.9) with { Choice = "a" }, Waiting("b1", 0.5) with { Choice = "b" }, Waiting("c1", 0.1) with { Choice = "c" }]);

        Assert.Equal(["b1"], verdicts.Where(v => v.GoesOn).Select(v => v.Run.Id));
        Assert.Equal(["b1", "a2", "c1"], verdicts.Select(v => v.Run.Id));
    }

    [Fact]
    public void Judge_AgainInTheMiddle_DecidesTheSame()
    {
        RungRun[] runs = [.. Enumerable.Range(1, 6).Select(i => Waiting($"{i}", accuracy: i / 10.0))];
        // 6 went on and has come further, 1 is pruned.
        runs[5] = runs[5] with { PauseAfter = 6, State = RunState.Running };
        runs[0] = runs[0] with { State = RunState.Cancelled, PrunedAfter = Epoch };

        Assert.True(Rung.IsComplete(runs));
        var verdicts = Rung.Judge(runs);

        Assert.Equal(["5"], verdicts.Where(v => v.GoesOn).Select(v => v.Run.Id));
        Assert.Equal(["4", "3", "2"], verdicts.Where(v => !v.GoesOn).Select(v => v.Run.Id));
    }

    [Fact]
    public void Judge_ChoicesPrunedBefore_AreNotCounted()
    {
        RungRun[] earlier = [.. Enumerable.Range(1, 6).Select(i => Waiting($"p{i}") with { State = RunState.Cancelled, PauseAfter = 1, PrunedAfter = 1 })];

        var verdicts = Rung.Judge([.. earlier, Waiting("a", 0.9), Waiting("b", 0.8), Waiting("c", 0.7)]);

        Assert.Equal((1, 3), (verdicts.Count(v => v.GoesOn), verdicts[0].Choices));
    }

    [Fact]
    public void Judge_RunOfAChoiceThatWasPruned_IsPrunedWhateverItCameTo()
    {
        var sibling = Waiting("a1", 0.2) with { Choice = "a", State = RunState.Cancelled, PrunedAfter = Epoch };

        Assert.All(Rung.Judge([sibling, Waiting("a2", 1.0) with { Choice = "a" }]), v => Assert.False(v.GoesOn));
    }

    [Fact]
    public void IsComplete_RunOnItsWay_IsWaitedFor()
    {
        Assert.True(Rung.IsComplete([Waiting("a"), Waiting("b")]));
        Assert.True(Rung.IsComplete([Waiting("a"), Waiting("b") with { State = RunState.Failed, Epoch = 0 }]));
        Assert.False(Rung.IsComplete([Waiting("a"), Waiting("b") with { State = RunState.Running }]));
        Assert.False(Rung.IsComplete([Waiting("a"), Waiting("b") with { State = RunState.Interrupted }]));
        // Somebody paused it, or it waits at the rung before.
        Assert.False(Rung.IsComplete([Waiting("a"), Waiting("b") with { Epoch = 1 }]));
        Assert.False(Rung.IsComplete([Waiting("a"), Waiting("b") with { Epoch = 1, PauseAfter = 1 }]));
    }

    [Fact]
    public void Counting_RequestThatWasDoneAgain_CountsOnceAndNotWhereItWasGivenUp()
    {
        var failed = Waiting("a1", day: 1) with { RequestHash = "a", State = RunState.Failed };
        var again = Waiting("a2", day: 2) with { RequestHash = "a" };
        var givenUp = Waiting("b") with { State = RunState.Cancelled };
        var pruned = Waiting("c") with { State = RunState.Cancelled, PrunedAfter = Epoch };

        Assert.Equal(["a2", "c"], Rung.Counting([again, failed, givenUp, pruned]).Select(r => r.Id));
    }

    private static RungRun Waiting(string id, double accuracy = 0.5, int day = 1) => new()
    {
        Id = id,
        Token = 1,
        RequestHash = id,
        Choice = id,
        State = RunState.Paused,
        CreatedAt = new DateTimeOffset(2026, 1, day, 0, 0, 0, TimeSpan.Zero),
        Epoch = Epoch,
        PauseAfter = Epoch,
        Accuracy = accuracy,
    };
}

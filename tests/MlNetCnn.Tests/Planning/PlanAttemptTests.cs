namespace MlNetCnn.Tests;

public class PlanAttemptTests
{
    private static readonly TensorShape Image = new(1, 28, 28);

    [Fact]
    public void Of_NetworkThatFits_IsItsPlan()
    {
        var attempt = PlanAttempt.Of(Architectures.LeNet(), Image, 10);

        Assert.Equal(61_706, attempt.Plan!.Parameters);
        Assert.Null(attempt.Flaw);
        Assert.Null(attempt.Sentence);
        Assert.Equal(12, attempt.Reached.Count());
    }

    [Fact]
    public void Of_LayerThatDoesNotFit_KeepsWhatComesBeforeAndNamesIt()
    {
        var attempt = PlanAttempt.Of(new Architecture("x", [new Conv2d(6, 5), new ReLU(), new Linear(120), new Linear()]), Image, 10);

        Assert.Null(attempt.Plan);
        Assert.Equal("2", attempt.Flaw!.Path);
        Assert.Equal("Linear '2' needs a flat input, but '1' gives 6×24×24: add Flatten before it.", attempt.Sentence);
        Assert.Equal(["0", "1", "2"], attempt.Layers.Select(l => l.Path));
        Assert.Equal(new TensorShape(6, 24, 24), attempt.Layers[1].Output);
    }

    [Fact]
    public void Of_LayerInsideBlocksThatDoesNotFit_ShowsTheBlocksUpToIt()
    {
        var stage = new Block([new Residual([new Conv2d(1, 3) { Padding = 1 }, new Conv2d(1, 99), new ReLU()])]) { Name = "stage" };

        var attempt = PlanAttempt.Of(new Architecture("x", [stage, new Flatten(), new Linear()]), Image, 10);

        Assert.Equal("stage.0.1", attempt.Flaw!.Path);
        Assert.Equal(["stage", "stage.0", "stage.0.0", "stage.0.1"], attempt.Reached.Select(l => l.Path));
    }

    [Fact]
    public void Of_SettingOutOfRange_StopsAtThatLayerWithoutPlanningIt()
    {
        var attempt = PlanAttempt.Of(new Architecture("x", [new ReLU(), new Conv2d(6, 5) { Stride = 0 }, new Flatten(), new Linear()]), Image, 10);

        Assert.Equal("Conv2d '1' has stride 0×0, but it must be at least 1.", attempt.Sentence);
        Assert.Equal(["0", "1"], attempt.Layers.Select(l => l.Path));
    }

    [Fact]
    public void Of_NetworkThatEndsInTheWrongShape_ReachesEveryLayer()
    {
        var attempt = PlanAttempt.Of(new Architecture("x", [new Conv2d(6, 5), new ReLU()]), Image, 10);

        Assert.Equal(2, attempt.Layers.Length);
        Assert.Equal("1", attempt.Flaw!.Path);
        Assert.Contains("end it with Flatten and Linear", attempt.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void Of_NetworkOrInputThatCannotBe_SaysWhy(int classes)
    {
        var attempt = PlanAttempt.Of(new Architecture("x", classes == 1 ? [new Flatten(), new Linear()] : []), Image, Math.Max(classes, 10 * (1 - classes)));

        Assert.Null(attempt.Plan);
        Assert.Null(attempt.Flaw);
        Assert.EndsWith(".", attempt.Sentence!.Split('\n')[0], StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter", attempt.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_EveryCatalogNetworkCutShort_NeverThrows()
    {
        foreach (var entry in Architectures.All)
        {
            var attempt = PlanAttempt.Of(entry.Create(), new TensorShape(entry.DefaultInput.Channels, 3, 3), 10);

            Assert.True(attempt.Plan is null == attempt.Sentence is not null, entry.Name);
        }
    }
}

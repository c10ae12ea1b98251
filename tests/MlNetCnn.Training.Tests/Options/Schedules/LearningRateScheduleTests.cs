using System.Text.Json;
using CsCheck;

namespace MlNetCnn.Training.Tests;

public class LearningRateScheduleTests
{
    [Fact]
    public void FactorAt_Constant_IsOne() => Assert.Equal(1, LearningRateSchedule.Constant.FactorAt(7, 10));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(24, 1)]
    [InlineData(25, 0.5)]
    [InlineData(50, 0.25)]
    [InlineData(75, 0.125)]
    [InlineData(99, 0.125)]
    public void FactorAt_Step_DropsAtEvenDistances(long step, double factor) =>
        Assert.Equal(factor, new StepSchedule { Every = 0.25, Factor = 0.5 }.FactorAt(step, 100), 1e-12);

    [Fact]
    public void FactorAt_StepOfARoundedShare_DropsAtTheWholeStep() =>
        Assert.Equal(0.001, new StepSchedule { Every = 0.1 }.FactorAt(9, 30), 1e-12);

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(4, 0.5)]
    [InlineData(9, 1)]
    [InlineData(10, 1)]
    [InlineData(40, 0.8)] // A third of the way down: (1 + cos 60°) / 2 = 0.75 of the way from 0.2 to 1.
    [InlineData(55, 0.6)]
    [InlineData(100, 0.2)]
    public void FactorAt_CosineWithWarmUp_RisesStraightAndFallsRound(long step, double factor) =>
        Assert.Equal(factor, new CosineSchedule { WarmUp = 0.1, Final = 0.2 }.FactorAt(step, 100), 1e-12);

    [Theory]
    [InlineData(0, 0.04)]
    [InlineData(29, 1)]
    [InlineData(64, 0.500002)]
    [InlineData(99, 0.000004)]
    public void FactorAt_OneCycle_IsPyTorchs(long step, double factor) =>
        Assert.Equal(factor, new OneCycleSchedule().FactorAt(step, 100), 1e-12);

    [Fact]
    public void FactorAt_AnyScheduleAndStep_IsAboveZeroAndAtMostOne() =>
        Gen.Select(Gen.Long[1, 500], Gen.Long[0, 499], Gen.Double[0.01, 0.99]).Where(g => g.Item2 < g.Item1).Sample((total, step, share) =>
        {
            LearningRateSchedule[] all =
                [new StepSchedule { Every = share }, new CosineSchedule { WarmUp = share }, new CosineSchedule(), new OneCycleSchedule { Rise = share }];
            Assert.All(all, s => Assert.InRange(s.FactorAt(step, total), double.Epsilon, 1));
        });

    [Fact]
    public void Json_AnyKind_ComesBackEqual()
    {
        LearningRateSchedule[] all =
            [LearningRateSchedule.Constant, new StepSchedule { Factor = 0.3 }, new CosineSchedule { WarmUp = 0.2 }, new OneCycleSchedule { Rise = 0.4 }];

        Assert.Equal(all, JsonSerializer.Deserialize<LearningRateSchedule[]>(JsonSerializer.Serialize(all))!);
    }
}

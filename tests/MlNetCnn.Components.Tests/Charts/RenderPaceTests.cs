namespace MlNetCnn.Components.Tests;

public class RenderPaceTests
{
    [Fact]
    public void Request_AHundredInASecond_LetsFourThroughAndTheLastOneLate()
    {
        var (clock, late, shown) = (new Clock(), 0, 0);
        using var pace = new RenderPace(clock, () => late++);

        for (var i = 0; i < 100; i++)
        {
            if (pace.Request())
                shown++;
            clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.InRange(shown + late, 4, 5);
        Assert.Equal(1, shown);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.InRange(late, 3, 5);
    }

    [Fact]
    public void Request_NowAndThen_IsShownAtOnce()
    {
        var (clock, late) = (new Clock(), 0);
        using var pace = new RenderPace(clock, () => late++);

        for (var i = 0; i < 3; i++)
        {
            Assert.True(pace.Request());
            clock.Advance(RenderPace.Interval);
        }

        Assert.Equal(0, late);
    }

    [Fact]
    public void Dispose_WhileOneWaits_CallsNobody()
    {
        var (clock, late) = (new Clock(), 0);
        var pace = new RenderPace(clock, () => late++);
        pace.Request();
        pace.Request();

        pace.Dispose();
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(0, late);
    }
}

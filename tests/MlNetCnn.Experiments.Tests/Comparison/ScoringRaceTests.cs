namespace MlNetCnn.Experiments.Tests;

public sealed class ScoringRaceTests
{
    private static readonly ScoringRace Short = new() { Rounds = 3, Turn = TimeSpan.FromTicks(1), BatchSize = 4, Scoring = new() { Device = "cpu" } };

    [Fact]
    public void Run_TwoModels_MeasuresEachAndKeepsTheirOrder()
    {
        var time = new ManualTime();

        var speeds = Short.Run([Model(Workplace.Network), Model(new("wide", [new Flatten { Name = "flatten" }, new Linear(2000) { Name = "hidden" }, new Linear { Name = "fc" }]))], time);

        Assert.Equal(2, speeds.Count);
        Assert.All(speeds, speed =>
        {
            Assert.True(speed.RowsPerSecond > 0 && double.IsFinite(speed.RowsPerSecond));
            Assert.True(0 < speed.LatencyP50 && speed.LatencyP50 <= speed.LatencyP99);
            Assert.Equal((Environment.MachineName, "cpu", time.GetUtcNow()), (speed.Machine, speed.Device, speed.MeasuredAt));
        });
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Run_NoRoundsOrNoImages_IsRefused(int rounds, int batch) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => (Short with { Rounds = rounds, BatchSize = batch }).Run([Model(Workplace.Network)]));

    private static CnnModel Model(Architecture architecture)
    {
        var plan = architecture.Plan(new TensorShape(1, 8, 8), classes: 3);
        var weights = new Weights(plan.Tensors.Select(t => KeyValuePair.Create(t.Name, new WeightTensor(t.Shape, new float[t.Shape.Elements]))));
        return new CnnModel(plan, weights, ["top", "middle", "bottom"]);
    }
}

using static TorchSharp.torch;

namespace MlNetCnn.Training.Tests;

public class StepTallyTests
{
    [Fact]
    public void MoveInto_ValuesThatWaited_AreThoseFetchedAtOnce()
    {
        LibTorch.EnsureLoaded();
        using var scope = NewDisposeScope();
        using var atOnce = new StepTally(CPU);
        using var waiting = new StepTally(CPU, waits: true);
        Metrics expected = default, metrics = default;
        for (var step = 0; step < 40; step++)
        {
            using var generator = new Generator((ulong)step, CPU);
            var (logits, labels) = (rand([7, 3], generator: generator), arange(7).remainder(3));
            var loss = nn.functional.cross_entropy(logits, labels);
            atOnce.Add(loss, logits, labels);
            atOnce.AddLength(step);
            waiting.Add(loss, logits, labels);
            waiting.AddLength(tensor((float)step));
            Assert.True(atOnce.IsDue);
            atOnce.MoveInto(ref expected);
            Assert.Equal(step is 31, waiting.IsDue);
            if (waiting.IsDue)
                waiting.MoveInto(ref metrics);
        }

        waiting.MoveInto(ref metrics);

        Assert.Equal((expected.Images, expected.Correct, expected.GradientNorm), (metrics.Images, metrics.Correct, metrics.GradientNorm));
        Assert.Equal(expected.Loss, metrics.Loss, 1e-12);
        Assert.Equal(280, metrics.Images);
    }

    [Fact]
    public void MoveInto_ALossThatIsNoNumber_IsNoNumber()
    {
        LibTorch.EnsureLoaded();
        using var scope = NewDisposeScope();
        using var waiting = new StepTally(CPU, waits: true);
        Metrics metrics = default;

        waiting.Add(tensor(float.NaN), zeros(2, 3), zeros(2, ScalarType.Int64));
        waiting.Add(tensor(1f), zeros(2, 3), zeros(2, ScalarType.Int64));
        waiting.MoveInto(ref metrics);

        Assert.Equal(double.NaN, metrics.Loss);
    }

    [Fact]
    public void Forget_WhatWasAdded_IsGone()
    {
        LibTorch.EnsureLoaded();
        using var scope = NewDisposeScope();
        using var waiting = new StepTally(CPU, waits: true);
        Metrics metrics = default;

        waiting.Add(tensor(1f), zeros(2, 3), zeros(2, ScalarType.Int64));
        waiting.Forget();
        waiting.MoveInto(ref metrics);

        Assert.Equal(default, metrics);
    }
}

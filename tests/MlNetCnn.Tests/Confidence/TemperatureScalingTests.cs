namespace MlNetCnn.Tests;

public class TemperatureScalingTests
{
    private const int Classes = 5;

    [Theory]
    [InlineData(0.5f)]
    [InlineData(1f)]
    [InlineData(3f)]
    public void Fit_ProbabilitiesMadeSurer_FindsByHowMuch(float temperature)
    {
        var (probabilities, labels) = Calibrated(20_000);
        TemperatureScaling.Apply(probabilities, Classes, 1 / temperature);

        Assert.Equal(temperature, TemperatureScaling.Fit(probabilities, labels, Classes), 0.06 * temperature);
    }

    [Fact]
    public void Fit_FewImagesThatAreAllRight_AsksForNoCertainty()
    {
        float[] probabilities = [.. Enumerable.Repeat(new[] { 0.9f, 0.1f }, 100).SelectMany(p => p)];

        var temperature = TemperatureScaling.Fit(probabilities, new int[100], classes: 2);
        TemperatureScaling.Apply(probabilities, 2, temperature);

        Assert.Equal(101 / 102.0, probabilities[0], 1e-3);
    }

    [Fact]
    public void Apply_NextToCertain_KeepsOrderAndSums()
    {
        float[] probabilities = [1, 0, 0, 0.7f, 0.2f, 0.1f];

        TemperatureScaling.Apply(probabilities, classes: 3, temperature: 2);

        Assert.Equal(1, probabilities.Take(3).Sum(), 1e-6);
        Assert.Equal(1, probabilities[0], 1e-6);
        Assert.Equal(Math.Sqrt(0.7) / (Math.Sqrt(0.7) + Math.Sqrt(0.2) + Math.Sqrt(0.1)), probabilities[3], 1e-6);
    }

    [Fact]
    public void Fit_WhatDoesNotFit_IsRefused()
    {
        Assert.Contains("at least one image", Assert.Throws<ArgumentException>(() => TemperatureScaling.Fit([], [], 2)).Message);
        Assert.Contains("2 labels and 3 probabilities", Assert.Throws<ArgumentException>(() => TemperatureScaling.Fit([1, 0, 0], [0, 1], 2)).Message);
        Assert.Contains("A label is 2", Assert.Throws<ArgumentException>(() => TemperatureScaling.Fit([1, 0], [2], 2)).Message);
    }

    // Labels drawn from the probabilities themselves.
    private static (float[] Probabilities, int[] Labels) Calibrated(int images)
    {
        var random = new Random(1);
        var (probabilities, labels) = (new float[images * Classes], new int[images]);
        for (var i = 0; i < images; i++)
        {
            var row = probabilities.AsSpan(i * Classes, Classes);
            for (var k = 0; k < Classes; k++)
                row[k] = MathF.Exp(3 * random.NextSingle());
            var sum = 0f;
            foreach (var value in row)
                sum += value;
            var drawn = random.NextSingle() * sum;
            while (labels[i] < Classes - 1 && (drawn -= row[labels[i]]) > 0)
                labels[i]++;
            for (var k = 0; k < Classes; k++)
                row[k] /= sum;
        }
        return (probabilities, labels);
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using MlNetCnn.Tests;

namespace MlNetCnn.GpuProof;

/// <summary>Scores on a device against the CPU: how far the probabilities are apart, and images/s by batch size.</summary>
internal static class ScoringProof
{
    private const int Classes = 1000, Compared = 16;

    private const float Tolerance = 1e-3f;

    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(1);

    private static readonly int[] Batches = [1, 8, 64, 256];

    private static readonly (string Network, TensorShape Input)[] Networks =
    [
        ("lenet", new(1, 28, 28)), ("resnet18", new(3, 224, 224)), ("mobilenet-v3-small", new(3, 224, 224)), ("resnet50", new(3, 224, 224)),
    ];

    public static bool Run(string device, string[] networks)
    {
        var isProven = true;
        Console.WriteLine("| network | input | batch | device | largest difference | images/s | CPU images/s | ratio |\n|---|---|---|---|---|---|---|---|");
        foreach (var (network, input) in Networks.Where(n => networks.Length == 0 || networks.Contains(n.Network)))
        {
            var model = RandomModels.Create(Architectures.Find(network), input, Classes);
            var pixels = RandomModels.Images(input, Compared);
            var expected = new float[Compared * Classes];
            using (var cpu = new CnnScorer(model, new() { Device = "cpu" }))
                cpu.Score(pixels, expected);
            foreach (var batch in Batches)
            {
                using var cpu = new CnnScorer(model, new() { Device = "cpu", BatchSize = batch });
                using var scorer = new CnnScorer(model, new() { Device = device, BatchSize = batch });
                var scores = new float[expected.Length];
                scorer.Score(pixels, scores);
                TensorPrimitives.Subtract(scores, expected, scores);
                var difference = MathF.Abs(TensorPrimitives.MaxMagnitude<float>(scores));
                isProven &= difference <= Tolerance && scorer.Device == device;
                var (rate, cpuRate) = (Rate(scorer, input, batch), Rate(cpu, input, batch));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"| {network} | {input} | {batch} | {scorer.Device} | {difference:0.0e+0} | {rate:n0} | {cpuRate:n0} | {rate / cpuRate:0.0} |"));
            }
        }
        return isProven;
    }

    private static double Rate(CnnScorer scorer, TensorShape input, int batch)
    {
        var (pixels, scores) = (new byte[batch * input.Elements], new float[batch * Classes]);
        scorer.Score(pixels, scores);
        var (images, watch) = (0, Stopwatch.StartNew());
        for (; watch.Elapsed < Measured; images += batch)
            scorer.Score(pixels, scores);
        return images / watch.Elapsed.TotalSeconds;
    }
}

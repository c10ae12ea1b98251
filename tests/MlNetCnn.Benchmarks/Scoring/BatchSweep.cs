using System.Globalization;

namespace MlNetCnn.Benchmarks;

/// <summary>How the speed of Transform depends on the batch size: all sizes in turns, as ratios to the first size's rate.</summary>
internal static class BatchSweep
{
    private static readonly int[] Sizes = [64, 8, 16, 32, 128, 256, 512, 1024];

    public static void Run(RunSettings settings, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine($"| batch size, Transform's rate ÷ that at {Sizes[0]} | {string.Join(" | ", Sizes.Order())} |");
        output.WriteLine($"|---|{string.Concat(Sizes.Select(_ => "---|"))}");
        foreach (var network in new[] { "lenet", "resnet18" })
        {
            foreach (var threads in new[] { 0, 1 })
                output.WriteLine(Row(network, threads, settings));
        }
    }

    private static string Row(string network, int threads, RunSettings settings)
    {
        ChildProcess[] children = [.. Sizes.Select(size => new ChildProcess($"transform {network} {size} {threads}"))];
        try
        {
            Array.ForEach(children, c => c.Run(0.1));
            var turns = Enumerable.Range(0, settings.Rounds);
            var rounds = turns.Select(_ => Array.ConvertAll(children, c => c.Run(settings.Seconds))).ToArray();
            var ratios = Sizes.Select((size, i) => (Size: size, Ratio: Duel.Median(rounds.Select(r => r[i] / r[0]))));
            var rate = Duel.Median(rounds.Select(r => r[0])).ToString("n0", CultureInfo.InvariantCulture);
            var cells = ratios.OrderBy(r => r.Size).Select(r => r.Ratio.ToString("f2", CultureInfo.InvariantCulture));
            return $"| {network}, {(threads == 0 ? "all cores" : "1 thread")}, {rate} rows/s at {Sizes[0]} | {string.Join(" | ", cells)} |";
        }
        finally
        {
            Array.ForEach(children, c => c.Dispose());
        }
    }
}

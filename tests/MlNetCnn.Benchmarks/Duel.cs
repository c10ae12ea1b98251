using System.Globalization;

namespace MlNetCnn.Benchmarks;

/// <summary>Two contenders in turns.</summary>
internal static class Duel
{
    /// <summary>The figure's row of the table.</summary>
    public static string Run(Figure figure, RunSettings settings, TextWriter log)
    {
        using var over = new ChildProcess(figure.Over);
        using var under = new ChildProcess(figure.Under);
        over.Run(0.1);
        under.Run(0.1);
        var rounds = new List<(double Over, double Under)>();
        for (var round = 0; round < settings.Rounds; round++)
        {
            // In turns, and whoever was second goes first, so that a machine that slows down wrongs neither.
            var (first, second) = round % 2 == 0 ? (over, under) : (under, over);
            var (a, b) = (first.Run(settings.Seconds), second.Run(settings.Seconds));
            rounds.Add(round % 2 == 0 ? (a, b) : (b, a));
            var (o, u) = rounds[^1];
            log.WriteLine($"{figure.Name}: {o:n0} and {u:n0} {figure.Unit}, {figure.Factor * o / u:f3}");
        }
        var ratios = rounds.Select(r => figure.Factor * r.Over / r.Under).Order().ToArray();
        var ratio = $"{Median(ratios):f3} | {ratios[0]:f3}–{ratios[^1]:f3}";
        var (over50, under50) = (Median(rounds.Select(r => r.Over)), Median(rounds.Select(r => r.Under)));
        return string.Create(CultureInfo.InvariantCulture,
            $"| {figure.Name} | {ratio} | {over50:n0} and {under50:n0} {figure.Unit} | {figure.Aim} |");
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}

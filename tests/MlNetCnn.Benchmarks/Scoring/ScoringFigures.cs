namespace MlNetCnn.Benchmarks;

/// <summary>The figures of scoring, as Markdown tables.</summary>
internal static class ScoringFigures
{
    // The batches at which these two are fastest.
    private const int Batch = 64;
    private const int TorchBatch = 256;

    // The web app is under load for that many turns: 20 seconds by default.
    private const double WebTurns = 20 / 1.5;

    private static readonly (string Title, string Network, string[] Aims)[] Networks =
    [
        ("LeNet", "lenet", ["≥ 3", "≥ 0.90", "≥ 1"]),
        ("ResNet-18 3×32×32", "resnet18", ["≥ 2.3", "≥ 0.97", "≥ 1.4"]),
    ];

    /// <summary>All figures together take less than six minutes.</summary>
    public static RunSettings Defaults { get; } = new(Rounds: 5, Seconds: 1.5);

    private static IEnumerable<Figure> Rates => Networks.SelectMany(n => (Figure[])
    [
        Rate($"{n.Title}, Transform ÷ ML.NET's OnnxTransformer", n.Network, $"mlnet {n.Network}", n.Aims[0]),
        Rate($"{n.Title}, Transform ÷ raw ONNX Runtime", n.Network, $"ort {n.Network} {Batch}", n.Aims[1]),
        Rate($"{n.Title}, Transform ÷ TorchSharp evaluation", n.Network, $"torch {n.Network} {TorchBatch}", n.Aims[2]),
    ]);

    private static IEnumerable<Figure> Times => Networks.SelectMany(n => (Figure[])
    [
        Time($"{n.Title}, PredictionEngine ÷ raw one-row call, median", n.Network, 50, "≤ 1.2"),
        Time($"{n.Title}, PredictionEngine ÷ raw one-row call, 99th percentile", n.Network, 99, "≤ 1.5"),
    ]);

    private static IEnumerable<Figure> Integers =>
    [
        Integer("ResNet-18 3×224×224", "photo-resnet18", "≥ 1.8"),
        Integer("MobileNetV3-small 3×224×224", "photo-mobilenet", ""),
        Integer("ResNet-18 3×32×32", "resnet18", ""),
    ];

    public static int Run(RunSettings settings, TextWriter output, TextWriter log)
    {
        output.WriteLine("| figure | ratio (median of rounds) | least–most | rates | aim |");
        output.WriteLine("|---|---|---|---|---|");
        foreach (var figure in Rates.Where(Wanted))
            output.WriteLine(Duel.Run(figure, settings, log));
        foreach (var figure in Integers.Where(Wanted))
            output.WriteLine(Duel.Run(figure, settings, log));
        foreach (var figure in Times.Where(Wanted))
            output.WriteLine(Duel.Run(figure, settings with { Seconds = settings.Seconds / 2 }, log));
        if (IsWanted("memory") && OperatingSystem.IsLinux())
        {
            using var child = new ChildProcess("million");
            output.WriteLine($"| memory, LeNet, 1,000,000 rows, most after − at 100,000 rows | | | {child.Run(0) / 1e6:n1} MB | flat |");
        }
        if (IsWanted("batch"))
            BatchSweep.Run(settings with { Rounds = Math.Min(settings.Rounds, 3), Seconds = settings.Seconds / 4 }, output);
        if (IsWanted("web"))
            WebFigures.Run(settings.Seconds * WebTurns, output);
        if (IsWanted("size"))
            PublishedSize.Run(output);
        return 0;

        bool Wanted(Figure figure) => IsWanted(figure.Name);

        bool IsWanted(string name) => name.Contains(settings.Only, StringComparison.OrdinalIgnoreCase);
    }

    private static Figure Rate(string name, string network, string under, string aim) =>
        new(name, $"transform {network}", under, aim, Unit: "rows/s");

    private static Figure Integer(string title, string network, string aim) =>
        new($"{title}, Transform int8 ÷ float32", $"precision {OnnxPrecision.Int8} {network}", $"precision {OnnxPrecision.Float32} {network}", aim, Unit: "rows/s");

    private static Figure Time(string name, string network, int percent, string aim) =>
        new(name, $"engine {network} {percent}", $"row {network} {percent}", aim, Unit: "µs");
}

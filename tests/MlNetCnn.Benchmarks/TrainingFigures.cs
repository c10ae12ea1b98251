namespace MlNetCnn.Benchmarks;

/// <summary>The figures of training, as a Markdown table.</summary>
internal static class TrainingFigures
{
    private static IEnumerable<Figure> All =>
    [
        .. new[] { 64, 256, 1024 }.Select(batch => Speed("LeNet", "lenet", batch, "adam", "≥ 1.3")),
        Speed("ResNet-18 3×32×32", "resnet18", 64, "adam", "≥ 1.10"),
        Speed("ResNet-18 3×32×32", "resnet18", 128, "adam", "≥ 1.03"),
        .. new[] { 64, 128 }.Select(batch => Speed("ResNet-18 3×32×32", "resnet18", batch, "momentum", "≥ 1.03")),
        Speed("MobileNetV3-small 3×96×96", "mobilenet", 64, "adam", "≥ 1.03"),
        new("Adam's step of ResNet-18's 11 M weights, ours ÷ TorchSharp's, in time", "steps torch resnet18", "steps ours resnet18", "≤ 0.25"),
        new("LeNet batch 256, with crop and flip ÷ without", "augmented lenet 256", "ours lenet 256", "≥ 0.97, at least 0.90"),
        new("ResNet-18 3×32×32 batch 128, with crop and flip ÷ without", "augmented resnet18 128", "ours resnet18 128", "≥ 0.97, at least 0.90"),
        new("ResNet-18 3×32×32 batch 128, with TrivialAugment and random resized crop ÷ without", "operated resnet18 128", "ours resnet18 128", "≥ 0.95"),
        new("LeNet batch 64, ours ÷ TorchSharp's DataLoader", "ours lenet 64", "loader lenet 64", "≥ 2"),
        new("LeNet batch 256, ours ÷ TorchSharp's DataLoader", "ours lenet 256", "loader lenet 256", "≥ 2"),
        new("LeNet batch 64, streaming ÷ resident", "streamed lenet 64", "ours lenet 64", "≥ 0.90"),
        new("LeNet batch 256, streaming ÷ resident", "streamed lenet 256", "ours lenet 256", "≥ 0.90"),
        new("ResNet-18 3×32×32 batch 64, FLOP/s ÷ sgemm 2048³", "ours resnet18 64", "sgemm", "≥ 0.85", Network.Named("resnet18").TrainingFlops),
        new("LeNet batch 64, whole Fit of 60,000 images ÷ handwritten loop, in time", "hand sgd lenet 64", "fit lenet 64", "≤ 1.10"),
    ];

    public static int Run(RunSettings settings, TextWriter output, TextWriter log)
    {
        output.WriteLine("| figure | ratio (median of rounds) | least–most | rates | aim |");
        output.WriteLine("|---|---|---|---|---|");
        foreach (var figure in All.Where(f => f.Name.Contains(settings.Only, StringComparison.OrdinalIgnoreCase)))
            output.WriteLine(Duel.Run(figure, settings, log));
        if ("memory".Contains(settings.Only, StringComparison.OrdinalIgnoreCase) && OperatingSystem.IsLinux())
        {
            output.WriteLine($"| peak memory, LeNet batch 64, 60,000 images (their bytes: 47.0 MB) | | | {Once("peak") / 1e6:n1} MB above a fit of 640 images | |");
            output.WriteLine($"| resident memory, LeNet, epoch 50 − epoch 5 | | | {Once("flat") / 1e6:n1} MB | flat |");
        }
        return 0;
    }

    private static Figure Speed(string title, string network, int batch, string recipe, string aim) =>
        new($"{title} batch {batch}, {recipe}, ours ÷ handwritten loop", $"ours {recipe} {network} {batch}", $"hand {recipe} {network} {batch}", aim);

    private static double Once(string contender)
    {
        using var child = new ChildProcess(contender);
        return child.Run(0);
    }
}

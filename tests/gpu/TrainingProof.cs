using System.Globalization;
using System.Text.Json.Nodes;

namespace MlNetCnn.GpuProof;

/// <summary>
/// Trains on a device against the CPU by the command itself: the losses of the epochs, images/s and memory, that a stopped run goes on to the
/// same loss, and what is said where memory runs out.
/// </summary>
internal static class TrainingProof
{
    // Sums in another order: the losses of the first epochs agree in about three digits.
    private const double Tolerance = 0.02;

    private static readonly (string Network, string[] Options)[] Networks =
    [
        ("lenet-relu", []), ("vgg11/4", ["--size", "64"]), ("resnet18", ["--size", "32"]),
    ];

    public static bool Run(string device, string command, string[] networks)
    {
        var isProven = true;
        Console.WriteLine("| network | device | loss by epoch | CPU's | resumed | images/s | CPU images/s | ratio | GPU memory |\n|---|---|---|---|---|---|---|---|---|");
        foreach (var (network, options) in Networks.Where(n => networks.Length == 0 || networks.Contains(n.Network)))
        {
            using var training = new TrainingCommand(command, ["train", network, .. options, "--epochs", "2", "--seed", "1", "--precision", "float32"]);
            var (on, cpu, resumed) = (training.Run(device), training.Run("cpu"), training.KillAndResume(device));
            var (losses, expected, again) = (Losses(on), Losses(cpu), Losses(resumed));
            isProven &= (string)on["device"]! == device && AreClose(losses, expected) && AreClose(again, losses) && resumed["resumedFrom"] is not null;
            var (rate, cpuRate) = (Rate(on), Rate(cpu));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {network} | {on["device"]} | {Text(losses)} | {Text(expected)} | {Text(again)} | {rate:n0} | {cpuRate:n0} | {rate / cpuRate:0.0} | {training.GpuMemory((string)on["run"]!)} |"));
        }
        if (device != "cpu")
        {
            using var training = new TrainingCommand(command, ["train", "resnet18", "--size", "224", "--epochs", "1", "--batch-size", "6000"]);
            Console.WriteLine($"\nWhere memory runs out: {training.Failure(device)}");
        }
        return isProven;
    }

    private static bool AreClose(double[] losses, double[] expected) =>
        losses.Length == expected.Length && losses.Zip(expected).All(l => Math.Abs(l.First - l.Second) <= Tolerance * l.Second);

    private static double[] Losses(JsonNode report) => [.. report["epochs"]!.AsArray().Select(e => (double)e!["trainLoss"]!)];

    // Of the last epoch: the first waits for kernels to be chosen.
    private static double Rate(JsonNode report) => (double)report["epochs"]!.AsArray()[^1]!["imagesPerSecond"]!;

    private static string Text(double[] losses) => string.Join(", ", losses.Select(l => l.ToString("0.0000", CultureInfo.InvariantCulture)));
}

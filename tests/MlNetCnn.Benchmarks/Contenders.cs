using System.Globalization;
using MlNetCnn.Training;

namespace MlNetCnn.Benchmarks;

/// <summary>The contenders by name, such as <c>hand adam lenet 64</c>.</summary>
internal static class Contenders
{
    /// <summary>The child's side: a turn for each line that comes, its length in seconds; the answer is what was done a second.</summary>
    public static int Serve(string name, TextReader commands, TextWriter answers)
    {
        var contender = Create(name);
        while (commands.ReadLine() is { } line)
        {
            var rate = contender.Run(double.Parse(line, CultureInfo.InvariantCulture));
            answers.WriteLine(rate.ToString("R", CultureInfo.InvariantCulture));
            answers.Flush();
        }
        return 0;
    }

    private static Contender Create(string name) => name.Split(' ', 4) switch
    {
        ["open", var use, var measure, var path] => new OpenedData(path, use, measure),
        ["stock", var measure, var path] => new StockImages(path, measure),
        ["sgemm"] => new Sgemm(),
        ["augmented", var network, var batch] => new OurLoop(
            Network.Named(network), Number(batch), options => options with { Augmentation = Augmentation.Cifar }),
        ["operated", var network, var batch] => new OurLoop(
            Network.Named(network), Number(batch), options => options with { Augmentation = new() { RandomResizedCrop = 0.08, TrivialAugment = true } }),
        ["peak"] => new PeakMemory(),
        ["flat"] => new MemoryByEpoch(),
        ["hand", var recipe, var network, var batch] => new HandwrittenLoop(Network.Named(network), Number(batch), Recipe(recipe)),
        ["steps", "ours", var network] => new OptimizerSteps(Network.Named(network), module => Optimizers.Create(Recipe("adam"), module).Optimizer),
        ["steps", "torch", var network] => new OptimizerSteps(Network.Named(network), module => TorchOptimizer.Of(Recipe("adam"), module.parameters())),
        ["loader", var network, var batch] => new LoaderLoop(Network.Named(network), Number(batch)),
        ["ours", var recipe, var network, var batch] => new OurLoop(Network.Named(network), Number(batch), options => options, Recipe(recipe)),
        ["ours", var network, var batch] => new OurLoop(Network.Named(network), Number(batch), options => options),
        ["streamed", var network, var batch] => new OurLoop(Network.Named(network), Number(batch), options => options with { MemoryBudget = 0 }),
        ["fit", var network, var batch] => new WholeFit(Network.Named(network), Number(batch)),
        ["precision", var precision, var network] => new OurTransform(Network.Named(network), Enum.Parse<OnnxPrecision>(precision)),
        ["transform", var network] => new OurTransform(Network.Named(network), new ScoringOptions { Device = "cpu" }),
        ["transform", var network, var batch, var threads] =>
            new OurTransform(
                Network.Named(network), new ScoringOptions { Device = "cpu", BatchSize = Number(batch), Threads = Number(threads) }),
        ["mlnet", var network] => new StockTransform(Network.Named(network)),
        ["ort", var network, var batch] => new RawBatches(Network.Named(network), Number(batch)),
        ["torch", var network, var batch] => new TorchEvaluation(Network.Named(network), Number(batch)),
        ["engine", var network, var percent] => new EngineLatency(Network.Named(network), Number(percent)),
        ["row", var network, var percent] => new RawRowLatency(Network.Named(network), Number(percent)),
        ["million"] => new MillionRows(),
        _ => throw new ArgumentException($"There is no contender '{name}'."),
    };

    private static TrainingRecipe Recipe(string name) => name switch
    {
        "sgd" => OurLoop.PlainRecipe,
        "momentum" => OurLoop.PlainRecipe with { Momentum = 0.9 },
        "adam" => OurLoop.PlainRecipe with { Optimizer = OptimizerKind.Adam, LearningRate = 0.001 },
        _ => throw new ArgumentException($"There is no recipe '{name}'."),
    };

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

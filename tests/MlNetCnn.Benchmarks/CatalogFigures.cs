using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;
using MlNetCnn.Training;
using static TorchSharp.torch;

namespace MlNetCnn.Benchmarks;

/// <summary>Size, agreement and speed of networks of the catalog, for the images and classes they were made for, as a Markdown table.</summary>
internal static class CatalogFigures
{
    private const int TrainingBatch = 16;
    private const int ScoringBatch = 64;

    private static readonly string[] Names =
    [
        "resnet50", "resnext50", "mobilenet-v2", "mobilenet-v3-small", "mobilenet-v3-large", "efficientnet-b0", "squeezenet", "shufflenet-v2",
        "regnet-x-400mf", "convnext-tiny", "densenet121", "cifar-resnet20",
    ];

    /// <summary>Two rounds, of which the faster counts.</summary>
    public static RunSettings Defaults { get; } = new(Rounds: 2, Seconds: 5);

    public static int Run(RunSettings settings, TextWriter output)
    {
        output.WriteLine("| network | image | classes | parameters | MACs | largest difference of logits, ONNX Runtime − TorchSharp | of the largest logit | training in batches of 16, images/s | scoring, images/s |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var entry in Names.Where(n => n.Contains(settings.Only, StringComparison.OrdinalIgnoreCase)).Select(n => Architectures.All.First(e => e.Name == n)))
        {
            var plan = entry.Create().Plan(entry.DefaultInput, entry.DefaultClasses);
            var (model, difference, largest) = Compare(plan);
            var rounds = Enumerable.Range(0, settings.Rounds).Select(_ => (Training: Train(plan, settings.Seconds), Scoring: Score(model, settings.Seconds))).ToArray();
            output.WriteLine($"| {entry.Name} | {plan.Input} | {plan.Classes} | {plan.Parameters:n0} | {plan.Macs:n0} | {difference:0.0e+0} | {difference / largest:0.0e+0} "
                + $"| {rounds.Max(r => r.Training):n1} | {rounds.Max(r => r.Scoring):n1} |");
        }
        return 0;
    }

    /// <summary>The network with random weights, and the largest difference and value of its logits.</summary>
    private static (CnnModel Model, double Difference, double Largest) Compare(NetworkPlan plan)
    {
        MlNetCnn.Training.LibTorch.EnsureLoaded();
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        using var module = ModuleBuilder.Build(plan, seed: 1);
        long[] shape = [4, .. plan.Input.Dimensions.Select(d => (long)d)];
        var pixels = randint(256, shape, float32);
        module.train();
        module.call(pixels / 255); // so that batch norms have statistics
        module.eval();
        var model = new CnnModel(plan, WeightTransfer.Read(module, plan), [.. Enumerable.Range(0, plan.Classes).Select(i => $"{i}")]);
        var logits = module.call(pixels / 255).data<float>().ToArray();

        var output = plan.Steps[^1].Path;
        using var session = new InferenceSession(model.ToOnnx(new OnnxExportOptions { Outputs = [output] }));
        using var run = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(pixels.data<float>().ToArray(), shape);
        using var outputs = session.Run(run, ["Features"], [input], [output]);
        return (model, outputs[0].GetTensorDataAsSpan<float>().ToArray().Zip(logits, (a, b) => Math.Abs(a - b)).Max(), logits.Max(Math.Abs));
    }

    private static double Train(NetworkPlan plan, double seconds)
    {
        var ml = new MLContext(seed: 1);
        var pixels = new byte[2 * TrainingBatch * plan.Input.Elements];
        new Random(1).NextBytes(pixels);
        var images = new ImageSet(plan.Input, pixels, [.. Enumerable.Range(0, 2 * TrainingBatch).Select(i => i % plan.Classes)], [.. Enumerable.Range(0, plan.Classes).Select(i => $"{i}")]);
        var options = new TrainingOptions { BatchSize = TrainingBatch, Device = "cpu" };
        return ml.Cnn.Classifier(plan.Architecture, options).MeasureSpeed(images.ToDataView(ml), TimeSpan.FromSeconds(seconds)).TrainImagesPerSecond;
    }

    private static double Score(CnnModel model, double seconds)
    {
        using var scorer = new CnnScorer(model, new ScoringOptions { Device = "cpu", BatchSize = ScoringBatch });
        var pixels = new float[ScoringBatch * model.Plan.Input.Elements];
        var probabilities = new float[ScoringBatch * model.Plan.Classes];
        scorer.Score(pixels, probabilities);
        var watch = Stopwatch.StartNew();
        var images = 0;
        for (; watch.Elapsed.TotalSeconds < seconds; images += ScoringBatch)
            scorer.Score(pixels, probabilities);
        return images / watch.Elapsed.TotalSeconds;
    }
}

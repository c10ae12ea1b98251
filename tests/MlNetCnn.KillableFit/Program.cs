using Microsoft.ML;
using MlNetCnn.KillableFit;
using MlNetCnn.Training;

// KillableFit <weights to write> <optimizer>[+average][+bfloat16][+scarce[+halve]] <epochs> [<checkpoint>]: trains, tells of each batch and
// epoch on a line of its own; with little memory, a wide network in one batch.
var recipe = args[1].Split('+');
var (weights, optimizer, epochs) = (args[0], Enum.Parse<OptimizerKind>(recipe[0]), int.Parse(args[2]));
var isScarce = recipe.Contains("scarce");
var options = new TrainingOptions
{
    Epochs = epochs,
    BatchSize = isScarce ? 72 : 8,
    HalveBatch = recipe.Contains("halve"),
    Optimizer = optimizer,
    LearningRate = 0.01,
    Momentum = optimizer == OptimizerKind.Sgd ? 0.9 : 0,
    WeightDecay = 1e-3,
    WeightAverage = recipe.Contains("average") ? 0.95 : null,
    Precision = recipe.Contains("bfloat16") ? Precision.BFloat16 : Precision.Float32,
    Seed = 7,
    Device = "cpu",
    ValidationFraction = 0.2,
    ReduceOnPlateau = new ReduceOnPlateau { Patience = 1, Factor = 0.5 },
    Checkpoint = args.Length > 3 ? new CheckpointOptions(args[3]) { EveryMinutes = 0 } : null,
    Time = new HastyTime(),
    BatchProgress = new Lines<BatchProgress>(p => $"batch {p.Epoch} {p.Images}"),
    Progress = new Lines<EpochMetrics>(e =>
    {
        GC.Collect();
        return FormattableString.Invariant($"{(isScarce ? $"batches of {e.BatchSize}\n" : "")}epoch {e.Epoch} {e.TrainLoss:r} {e.ValidationLoss:r} {e.LearningRate:r} {Environment.WorkingSet}");
    }),
};
var ml = new MLContext(seed: 1);
if (isScarce)
{
    TorchSharp.torch.ones(1).Dispose();
    Scarcity.Limit(moreBytes: 1 << 30);
}
try
{
    using var model = ml.Cnn.Classifier(isScarce ? Pictures.WideNetwork : Pictures.Network, options).Fit(Pictures.View(ml));
    model.Model.Weights.SaveSafeTensors(weights);
}
catch (TrainingMemoryException e)
{
    Console.WriteLine(e.Message);
}

using System.Text;
using MlNetCnn.Training.Modules;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Training;

/// <summary>A network in training: its module, its optimizer, and what one batch does to them.</summary>
internal sealed class Learner : IDisposable
{
    private readonly NetworkPlan _plan;
    private readonly Device _device;
    private readonly BatchPreparation _preparation;
    private readonly Module<Tensor, Tensor> _module;
    private readonly FrozenLayers _frozen;
    private readonly optim.Optimizer _optimizer;

    public Learner(NetworkPlan plan, Preprocessing preprocessing, TrainingOptions options, TrainingRecipe recipe, Device device)
    {
        _plan = plan;
        _device = device;
        _preparation = new BatchPreparation(preprocessing);
        // The one seed of a fit: initial weights and dropout draw from the process-wide state, the order of images from its own.
        manual_seed(options.Seed);
        _module = ModuleBuilder.Build(plan).to(device);
        if (options.InitialWeights is { } initial)
            WeightTransfer.Write(initial.MatchTo(plan, WeightMatching.FreshHead), _module);
        _frozen = new FrozenLayers(_module, plan, options.Freeze);
        _optimizer = CreateOptimizer(recipe);
    }

    /// <summary>The weights as they are now.</summary>
    public Weights Weights => WeightTransfer.Read(_module, _plan);

    /// <summary>The step size of the steps to come.</summary>
    public double LearningRate
    {
        set
        {
            foreach (var group in _optimizer.ParamGroups)
                group.LearningRate = value;
        }
    }

    /// <summary>Writes the optimizer's state: what it remembers of the steps so far.</summary>
    public void SaveOptimizer(Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        ((OptimizerHelper)_optimizer).save_state_dict(writer);
    }

    /// <summary>Takes up weights and the optimizer's state where another learner of the same network and recipe left them.</summary>
    public void Restore(Weights weights, byte[] optimizer)
    {
        WeightTransfer.Write(weights, _module, _plan);
        using var reader = new BinaryReader(new MemoryStream(optimizer, writable: false));
        ((OptimizerHelper)_optimizer).load_state_dict(reader);
    }

    /// <summary>Before a pass over the training images.</summary>
    public void StartTraining()
    {
        _module.train();
        _frozen.Rest();
    }

    /// <summary>One step: forward, backward, and the optimizer's; adds what came out to the metrics.</summary>
    public void Train(Batch batch, ref Metrics metrics)
    {
        using var scope = NewDisposeScope();
        var (pixels, labels) = _preparation.Prepare(batch, _device);
        _optimizer.zero_grad();
        var logits = _module.call(pixels); // [n, C, H, W] → [n, classes]
        var loss = functional.cross_entropy(logits, labels);
        loss.backward();
        _optimizer.step();
        AddTo(ref metrics, logits, labels, loss);
    }

    /// <summary>The metrics over all images in evaluation mode.</summary>
    public Metrics Evaluate(IBatchSource images, CancellationToken cancellationToken)
    {
        _module.eval();
        using var inference = inference_mode();
        var metrics = new Metrics();
        for (var number = 0; number < images.Batches; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var (pixels, labels) = _preparation.Prepare(images.Batch(number), _device);
            var logits = _module.call(pixels);
            AddTo(ref metrics, logits, labels, functional.cross_entropy(logits, labels));
        }
        return metrics;
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _module.Dispose();
        _preparation.Dispose();
    }

    private static void AddTo(ref Metrics metrics, Tensor logits, Tensor labels, Tensor loss)
    {
        using var noGradients = no_grad();
        metrics.Add(loss.item<float>(), logits.argmax(1).eq(labels).sum().item<long>(), (int)labels.shape[0]);
    }

    private optim.Optimizer CreateOptimizer(TrainingRecipe recipe)
    {
        var parameters = _module.parameters().Where(p => p.requires_grad);
        return recipe.Optimizer switch
        {
            OptimizerKind.Sgd => optim.SGD(parameters, recipe.LearningRate, recipe.Momentum, weight_decay: recipe.WeightDecay),
            OptimizerKind.Adam => optim.Adam(parameters, recipe.LearningRate, weight_decay: recipe.WeightDecay),
            OptimizerKind.AdamW => optim.AdamW(parameters, recipe.LearningRate, weight_decay: recipe.WeightDecay),
            _ => throw new ArgumentOutOfRangeException(nameof(recipe), recipe.Optimizer, "The optimizer is unknown."),
        };
    }
}

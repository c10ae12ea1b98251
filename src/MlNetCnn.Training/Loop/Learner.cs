using System.Text;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using Parameter = TorchSharp.Modules.Parameter;

namespace MlNetCnn.Training;

/// <summary>A network in training: its module, its optimizer, and what one batch does to them.</summary>
internal sealed class Learner : IDisposable
{
    private readonly NetworkPlan _plan;
    private readonly TrainingOptions _options;
    private readonly TrainingRecipe _recipe;
    private readonly Device _device;
    private readonly BatchPreparation _preparation;
    private readonly TrainingLoss _loss;
    private readonly Module<Tensor, Tensor> _module;
    private readonly FrozenLayers _frozen;
    private readonly BFloat16Copy? _working;
    private readonly WeightAverage? _average;
    private readonly Parameter[] _trained;
    private readonly optim.Optimizer _optimizer;
    private readonly StepTally _tally;
    private readonly bool _draws;
    private readonly string? _start;
    private readonly double[] _rates;
    private readonly Dictionary<Module, ModuleChain> _chains = [];
    private int _batches;

    public Learner(
        NetworkPlan plan, Preprocessing preprocessing, TrainingOptions options, TrainingRecipe recipe, Device device, float[]? classWeights = null,
        string? start = null)
    {
        _start = start;
        _plan = plan;
        _options = options;
        _recipe = recipe;
        LearningRate = recipe.LearningRate;
        _device = device;
        _loss = new TrainingLoss(recipe.LabelSmoothing, classWeights, device);
        _module = ModuleBuilder.Build(plan, options.Seed).to(device);
        _draws = _module.modules().Any(m => m is TorchSharp.Modules.Dropout { p: > 0 } or StochasticDepthModule { Draws: true });
        if (options.InitialWeights is { } initial)
            WeightTransfer.Write(initial.MatchTo(plan, WeightMatching.FreshHead), _module);
        _frozen = new FrozenLayers(_module, plan, options.Freeze);
        var isBFloat16 = options.Precision == Precision.BFloat16
            || options.Precision == Precision.Auto && device.type == DeviceType.CUDA && BFloat16Copy.IsFasterOn(device) && BFloat16Copy.RunsOn(device);
        var isChannelsLast = options.ChannelsLast ?? ChannelsLast.IsFaster(device, plan, isBFloat16);
        if (isBFloat16)
            _working = new BFloat16Copy(_module, plan, options.Freeze, device, isChannelsLast && device.type == DeviceType.CUDA);
        if (options.WeightAverage is { } decay)
            _average = new WeightAverage(_module, plan, decay, device);
        _preparation = start is null
            ? new BatchPreparation(preprocessing, recipe.Augmentation, options.Seed, device, isChannelsLast)
            : new BatchPreparation(Preprocessing.Unit, Augmentation.None, options.Seed, device);
        _trained = [.. _module.parameters().Where(p => p.requires_grad)];
        (_optimizer, _rates) = Optimizers.Create(recipe, _module, RateOf(plan, recipe.BackboneRate));
        _tally = new StepTally(device);
    }

    /// <summary>The weights as they are now, or their average where one is kept.</summary>
    public Weights Weights => WeightTransfer.Read(Result(), _plan);

    /// <summary>The weights that the optimizer changes, as they are now.</summary>
    public Weights TrainedWeights
    {
        get
        {
            _working?.GiveStatistics();
            return WeightTransfer.Read(_module, _plan);
        }
    }

    /// <summary>Whether <see cref="Weights"/> are averages.</summary>
    public bool KeepsAverage => _average is not null;

    /// <summary>The learning rate of the last step.</summary>
    public double LearningRate { get; private set; }

    /// <summary>What the schedule's learning rate is multiplied by from the next step on.</summary>
    public double RateFactor { get; set; } = 1;

    /// <summary>The learning rate from the next step on, where the schedule is not to decide it; null where it is.</summary>
    public double? FixedRate { get; set; }

    /// <summary>Writes the optimizer's state: what it remembers of the steps so far.</summary>
    public void SaveOptimizer(Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        ((OptimizerHelper)_optimizer).save_state_dict(writer);
    }

    /// <summary>Takes up weights and the optimizer's state where another learner of the same network and recipe left them.</summary>
    /// <exception cref="InvalidDataException">There are no averages, but this one keeps them.</exception>
    public void Restore(CheckpointWeights weights, byte[] optimizer)
    {
        _tally.Forget();
        WeightTransfer.Write(weights.Trained, _module, _plan);
        _working?.TakeWeights();
        _working?.TakeStatistics();
        _average?.Restore(weights.Average ?? throw new InvalidDataException("The checkpoint has no averaged weights, though its run kept them: remove it to start anew."));
        using var reader = new BinaryReader(new MemoryStream(optimizer, writable: false));
        ((OptimizerHelper)_optimizer).load_state_dict(reader);
        LearningRate = _optimizer.ParamGroups.First().LearningRate / _rates[0];
    }

    /// <summary>Before a pass of so many batches over the training images, or the rest of one.</summary>
    public void StartTraining(int batches)
    {
        _batches = batches;
        _module.train();
        _frozen.Rest();
        _working?.StartTraining();
        if (_options.Transfer != TransferMode.FineTune)
            return;
        FrozenLayers.RestNorms(_module);
        if (_working is not null)
            FrozenLayers.RestNorms(_working.Module);
    }

    /// <summary>Whether it is time to ask for the <see cref="CollectInto">metrics</see> of the steps since the last time.</summary>
    public bool HasMetrics => _tally.IsDue;

    /// <summary>Adds what the steps since the last time came to.</summary>
    public void CollectInto(ref Metrics metrics) => _tally.MoveInto(ref metrics);

    /// <summary>One step: forward, backward, and the optimizer's.</summary>
    /// <param name="batch">The images.</param>
    /// <param name="epoch">From 1.</param>
    /// <param name="number">The batch within the epoch, from 0.</param>
    public void Train(Batch batch, int epoch, int number)
    {
        using var scope = NewDisposeScope();
        var step = ((long)(epoch - 1) * _batches) + number;
        SetLearningRate(step);
        var prepared = _preparation.Prepare(batch, epoch, number);
        ForgetGradients();
        var logits = _draws ? SeededForward(prepared.Pixels, StepSeed.Of(_options.Seed, epoch, number)) : Forward(prepared.Pixels); // [n, C, H, W] → [n, classes]
        var loss = _loss.Of(logits, prepared);
        loss.backward();
        _working?.GiveGradients();
        if (_options.GradientNorms || _options.GradientClip is not null)
            ClipGradients();
        _optimizer.step();
        _working?.TakeWeights();
        _average?.Update(step);
        _tally.Add(loss, logits, prepared.Labels);
    }

    /// <summary>The metrics over all images in evaluation mode, by the weights that would be returned now.</summary>
    public Metrics Evaluate(IBatchSource images, CancellationToken cancellationToken)
    {
        var module = Result();
        module.eval();
        using var inference = inference_mode();
        using var tally = new StepTally(_device);
        for (var number = 0; number < images.Batches; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var prepared = _preparation.Prepare(images.Batch(number));
            var logits = Call(module, prepared.Pixels);
            tally.Add(functional.cross_entropy(logits, prepared.Labels), logits, prepared.Labels);
        }
        var metrics = new Metrics();
        tally.MoveInto(ref metrics);
        return metrics;
    }

    public void Dispose()
    {
        _tally.Dispose();
        _optimizer.Dispose();
        _average?.Dispose();
        _working?.Dispose();
        _module.Dispose();
        _preparation.Dispose();
        _loss.Dispose();
    }

    /// <summary>Without gradients to add to, backward hands over those it made; with them, it would add to zeros that had to be written first.</summary>
    private void ForgetGradients()
    {
        foreach (var parameter in _trained)
            parameter.grad = null;
    }

    private void ClipGradients()
    {
        if (_tally.Waits)
            _tally.AddLength(GradientNorm.ClipOnDevice(_trained, _options.GradientClip));
        else
            _tally.AddLength(GradientNorm.Clip(_trained, _options.GradientClip));
    }

    private void SetLearningRate(long step)
    {
        LearningRate = FixedRate ?? _recipe.LearningRate * _recipe.Schedule.FactorAt(step, (long)_recipe.Epochs * _batches) * RateFactor;
        foreach (var (group, rate) in _optimizer.ParamGroups.Zip(_rates))
            group.LearningRate = LearningRate * rate;
    }

    private Tensor SeededForward(Tensor pixels, long seed)
    {
        lock (ProcessRandom.Gate)
        {
            random.manual_seed(seed).Dispose();
            return Forward(pixels);
        }
    }

    private Tensor Forward(Tensor pixels)
    {
        if (_working is null)
            return Call(_module, pixels);
        _working.ClearGradients();
        // Softmax and its logarithm need more digits than the layers do.
        return Call(_working.Module, pixels.to(ScalarType.BFloat16)).to(ScalarType.Float32);
    }

    private static Func<string, double> RateOf(NetworkPlan plan, double backbone)
    {
        var head = plan.Head.Tensors.Select(tensor => tensor.Key).ToHashSet(StringComparer.Ordinal);
        return name => head.Contains(name) ? 1 : backbone;
    }

    /// <summary>The logits, from where the input belongs.</summary>
    private Tensor Call(Module<Tensor, Tensor> module, Tensor input)
    {
        if (_start is null)
            return module.call(input);
        if (!_chains.TryGetValue(module, out var chain))
            _chains[module] = chain = new ModuleChain(module, _plan);
        return chain.Run(input, _start);
    }

    /// <summary>The network whose weights training has come to, with the running statistics of the one that was trained.</summary>
    private Module<Tensor, Tensor> Result()
    {
        _working?.GiveStatistics();
        _average?.TakeStatistics();
        return _average?.Module ?? _module;
    }
}

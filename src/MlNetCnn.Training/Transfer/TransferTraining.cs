using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Prepares the training of a pretrained network: computes what its frozen layers give once, and solves for the layer of the classes.</summary>
internal sealed class TransferTraining
{
    // A view of more bytes is not kept on the disk, and one of more than a file can have is not computed in advance.
    private const long LargestKept = 1L << 30;
    private const long LargestView = 1L << 33;

    private readonly TrainingInput _input;
    private readonly TrainingOptions _options;
    private readonly TrainingRecipe _recipe;
    private readonly TransferPlan _plan;
    private readonly WeightMatch _weights;
    private readonly FeatureCache _cache;
    private readonly long _budget;
    private readonly Action<string> _tell;
    private readonly float[]? _classWeights;

    /// <param name="input">The images.</param>
    /// <param name="options">With initial weights and a transfer mode.</param>
    /// <param name="classWeights">How much each class counts in the loss, or null.</param>
    /// <param name="budget">The bytes of memory that features may take; what exceeds them streams from the disk.</param>
    /// <param name="tell">Told what was done, in a sentence.</param>
    public TransferTraining(TrainingInput input, TrainingOptions options, float[]? classWeights, long budget, Action<string> tell)
    {
        (_input, _options, _classWeights, _budget, _tell) = (input, options, classWeights, budget, tell);
        _recipe = options.RecipeFor(input.Plan.Architecture);
        _plan = TransferPlan.Of(input.Plan);
        _weights = options.InitialWeights!.MatchTo(input.Plan, WeightMatching.FreshHead);
        _cache = new FeatureCache(options.FeatureFolder ?? CacheFolder.OfUser("features"));
        var anew = _plan.FirstOf(_weights.StartingAnew) ?? _plan.Head;
        if (options.Transfer == TransferMode.Head && anew != _plan.Head)
            throw new ArgumentException(
                $"The pretrained weights have none for the layers '{anew}' to '{_plan.Head}' of network '{input.Plan.Architecture.Name}', so training the last of them alone cannot work: "
                + $"set {nameof(TrainingOptions.Transfer)} to {nameof(TransferMode.FineTune)}.");
        IsSolvable = _plan.IsSolvable && anew == _plan.Head;
        Start = options.Transfer == TransferMode.Head ? _plan.Head : _plan.Earlier(anew, _plan.Layer(options.FineTuneFrom ?? _plan.FineTunedFrom()).Path);
    }

    /// <summary>The first layer that is trained.</summary>
    public string Start { get; }

    /// <summary>Whether the layer for the classes can be solved for.</summary>
    public bool IsSolvable { get; }

    /// <summary>Whether it is the only layer to train and solved for, without epochs.</summary>
    public bool IsSolved => IsSolvable && _options.Transfer == TransferMode.Head;

    /// <summary>What <see cref="Solve"/> held out, where the layer is solved for without validation images.</summary>
    public HeldOutScores? HeldOut { get; private set; }

    public FeatureExtractor Extractor() => new(_input.Plan, _weights, _input.Device);

    /// <summary>The options with the layers before <see cref="Start"/> frozen.</summary>
    public TrainingOptions Frozen(TrainingOptions options) => options with { Freeze = [.. options.Freeze.Union(_plan.Before(Start))] };

    /// <summary>
    /// The input with features in place of images: the input of layer <see cref="Start"/>. Null where they would take too much room, so that the
    /// frozen layers are computed at each step.
    /// </summary>
    public TrainingInput? Features(FeatureExtractor extractor) =>
        Bytes(_input.Training.Images, Start) > LargestView ? null : FeaturesAt(extractor, Start);

    private TrainingInput FeaturesAt(FeatureExtractor extractor, string layer)
    {
        var layers = new Lazy<string>(() => HashBefore(layer));
        var training = Views(extractor, _input.Training, layer, layers, _options.FeatureViews ?? ViewsFor(_input.Training.Images.Count));
        var validation = _input.Validation is { } images ? Views(extractor, images, layer, layers, 1) : null;
        return _input.WithFeatures(layer, training, validation);
    }

    /// <summary>The initial weights with the layer for the classes solved for; reported as an epoch where nothing else is trained.</summary>
    /// <param name="extractor">Computes its input.</param>
    /// <param name="features">What <see cref="Features"/> gave.</param>
    public Weights Solve(FeatureExtractor extractor, TrainingInput? features)
    {
        var began = _options.Time.GetTimestamp();
        using var own = features is null ? FeaturesAt(extractor, _plan.Head) : null;
        features ??= own!;
        using var scope = NewDisposeScope();
        using var loss = new TrainingLoss(_recipe.LabelSmoothing, _classWeights, _input.Device);
        var training = Rows(extractor, features, features.Training.Images, _input.Staying, allViews: true);
        var validation = _input.Kept is { } kept ? Rows(extractor, features, features.Training.Images, kept)
            : features.Validation is { } given ? Rows(extractor, features, given.Images, null) : ((Tensor Features, Tensor Labels)?)null;
        var images = _input.TrainingImages;
        (var penalty, HeldOut) = new PenaltyChoice(_input.Plan.Classes, loss, _options.Seed, _options.CancellationToken).Of(training, images, validation);
        using var solver = new HeadSolver(training.Features, training.Labels, _input.Plan.Classes, loss);
        var solved = solver.Solve(penalty);
        var seconds = _options.Time.GetElapsedTime(began).TotalSeconds;
        _tell($"Solved for layer '{_plan.Head}' on {images:n0} images in {seconds:0.0} s, with an L2 penalty of {penalty.ToString(CultureInfo.InvariantCulture)}.");
        var weights = WithHead(solved.cpu());
        if (IsSolved)
        {
            var trained = Measure((training.Features.slice(0, 0, images, 1), training.Labels.slice(0, 0, images, 1)), solved);
            var validated = validation is { } rows ? Measure(rows, solved) : ((double Loss, double Accuracy)?)null;
            var epoch = new EpochMetrics(1, trained.Loss, trained.Accuracy, validated?.Loss, validated?.Accuracy, 0, seconds, images / seconds, IsBest: true);
            if (_options.TensorBoardFolder is { } folder)
                new TensorBoardLog(folder, _options.WeightHistograms).Write(epoch, weights);
            _options.Progress?.Report(epoch);
        }
        return weights;
    }

    private static (double Loss, double Accuracy) Measure((Tensor Features, Tensor Labels) rows, Tensor solved)
    {
        var logits = HeadSolver.Logits(rows.Features, solved);
        return (nn.functional.cross_entropy(logits, rows.Labels).item<float>(), logits.argmax(1).eq(rows.Labels).to(ScalarType.Float64).mean().item<double>());
    }

    private static int ViewsFor(int images) => images <= 5000 ? 2 : 1;

    /// <summary>The input of the layer for the classes [n, features], and labels [n], on the device.</summary>
    private (Tensor Features, Tensor Labels) Rows(FeatureExtractor extractor, TrainingInput features, IImages images, Tensor? positions, bool allViews = false)
    {
        var views = allViews ? ((FeatureViews)images).Views : [((FeatureViews)images).Views[0]];
        var rows = views.Select(view => extractor.Rows(view, positions, features.Start!, _plan.Head, _options.CancellationToken)).ToArray();
        return (cat([.. rows.Select(r => r.Features)], 0), cat([.. rows.Select(r => r.Labels)], 0));
    }

    private Weights WithHead(Tensor solved)
    {
        var tensors = new Dictionary<string, WeightTensor>(_weights.Used);
        var width = solved.shape[1] - 1;
        foreach (var spec in _plan.HeadLayer.Tensors)
        {
            using var part = spec.Shape.Dimensions.Length == 2 ? solved.slice(1, 0, width, 1).contiguous() : solved.select(1, width).contiguous();
            tensors[spec.Name] = new WeightTensor(spec.Shape, part.data<float>().ToArray());
        }
        return new Weights(tensors);
    }

    private FeatureViews Views(FeatureExtractor extractor, LabeledImages images, string to, Lazy<string> layers, int count)
    {
        var fingerprint = new Lazy<string>(() => TrainingInput.Fingerprint(images));
        var augmentation = _recipe.Augmentation;
        count = augmentation == Augmentation.None ? 1 : count;
        var views = new List<IImages>();
        var (done, computed) = (0, 0);
        var began = _options.Time.GetTimestamp();
        try
        {
            for (var view = 0; view < count; view++)
            {
                var isKept = Bytes(images.Images, to) <= LargestKept;
                var name = isKept ? NameOf(layers.Value, fingerprint.Value, view == 0 ? null : augmentation, view) : null;
                if (name is not null && _cache.Find(name) is { } found)
                {
                    views.Add(Store(images.Images, to, found));
                    done += images.Images.Count;
                    continue;
                }
                var features = Compute(extractor, images.Images, to, view, augmentation, step => Report(done + step, count * images.Images.Count, (computed * images.Images.Count + step) / _options.Time.GetElapsedTime(began).TotalSeconds));
                done += images.Images.Count;
                computed++;
                views.Add(features);
                if (name is not null)
                    Keep(name, features, to);
            }
        }
        catch
        {
            views.ForEach(view => view.Dispose());
            throw;
        }
        if (computed > 0)
            _tell($"Computed the input of layer '{to}' for {images.Images.Count:n0} images{(count > 1 ? $" in {count} views" : "")}.");
        return new FeatureViews(views);
    }

    private IImages Compute(FeatureExtractor extractor, IImages images, string to, int view, Augmentation augmentation, Action<int> progress)
    {
        using var preparation = new BatchPreparation(_input.Preprocessing, augmentation, _options.Seed, _input.Device);
        using var store = NewStore(images.Count, to);
        extractor.Run(
            images, (batch, number) => (view == 0 ? preparation.Prepare(batch) : preparation.Prepare(batch, view, number)).Pixels,
            from: null, to, store.Add, progress, _options.CancellationToken);
        return store.Finish(images.Labels.alias().DetachFromDisposeScope());
    }

    private IImages Store(IImages images, string to, WeightTensor features)
    {
        using var store = NewStore(images.Count, to);
        var row = features.Shape.Elements / images.Count;
        for (var i = 0; i < images.Count; i++)
            store.Add(MemoryMarshal.AsBytes(features.Values.Span.Slice(i * row, row)));
        return store.Finish(images.Labels.alias().DetachFromDisposeScope());
    }

    private void Keep(string name, IImages features, string to)
    {
        using var scope = NewDisposeScope();
        using var all = features.InBatches(features.Count, seed: null);
        all.StartEpoch(1);
        var values = all.Batch(0).Pixels.cpu().contiguous().data<float>().ToArray();
        try
        {
            _cache.Keep(name, new WeightTensor(new TensorShape([features.Count, .. _plan.Layer(to).Input.Dimensions]), values));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _tell($"The features are not kept for the next training: {e.Message}");
        }
    }

    private PixelStore NewStore(int images, string to) =>
        new(_plan.Layer(to).Input, ScalarType.Float32, images, _budget, _options.CacheFolder ?? Path.GetTempPath());

    private long Bytes(IImages images, string to) => (long)images.Count * _plan.Layer(to).Input.Elements * sizeof(float);

    /// <summary>A name of all that the features follow from.</summary>
    private string NameOf(string layers, string images, Augmentation? augmentation, int view) => Hex(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', layers, images, augmentation is null ? "" : $"{JsonSerializer.Serialize(augmentation)} {_options.Seed} {view}"))));

    /// <summary>What images go through before a layer: preprocessing, the network and the weights so far.</summary>
    private string HashBefore(string to)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n',
            "1", _input.Plan.Architecture.ToJson(), _input.Plan.Input.ToString(), to, Text(_input.Preprocessing))));
        foreach (var spec in ModuleChain.LayersOf(_input.Plan).TakeWhile(layer => layer.Path != to).SelectMany(layer => layer.WithInner).SelectMany(layer => layer.Tensors))
            hash.AppendData(MemoryMarshal.AsBytes(_weights.Used[spec.Name].Values.Span));
        return Hex(hash.GetHashAndReset());
    }

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash)[..32];

    private static string Text(Preprocessing p) => string.Create(CultureInfo.InvariantCulture, $"{p.Scale} {string.Join(' ', p.Mean)} {string.Join(' ', p.Std)}");

    private void Report(int done, int all, double speed) => _options.BatchProgress?.Report(
        new BatchProgress(0, _recipe.Epochs, done, all, Loss: 0, Accuracy: 0, speed, TimeSpan.FromSeconds((all - done) / speed)));
}

using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>
/// Looks into a network: one session of ONNX Runtime that gives any layer's output for one image. Any number of threads may read at once.
/// </summary>
public sealed class LayerProbe : IDisposable
{
    private readonly CnnScorer _scorer;

    /// <summary>Prepares a session for a model.</summary>
    /// <param name="model">The network.</param>
    /// <param name="options">How it is run. Default: on a GPU where there is one, else on all cores.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The device cannot be used, or the app brings no native ONNX Runtime.</exception>
    public LayerProbe(CnnModel model, ScoringOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
        Layers = LayersOf(model.Plan);
        _scorer = new CnnScorer(new PlannedGraph(model), Layers.Select(l => new NetworkColumn(l.Path, l.Path, l.Output)), options);
    }

    /// <summary>The network.</summary>
    public CnnModel Model { get; }

    /// <summary>The layers that can be read, in the order of computation. A residual block's output is the one behind its activation.</summary>
    public ImmutableArray<LayerPlan> Layers { get; }

    /// <summary>Every step of a network but the activations of residual blocks, which give what the block gives.</summary>
    /// <param name="plan">The network.</param>
    public static ImmutableArray<LayerPlan> LayersOf(NetworkPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var activations = plan.Steps.SelectMany(s => s.Behind).SelectMany(a => a.Steps()).ToHashSet();
        // A layer that is called as the graph's own tensors are cannot be an output of it.
        HashSet<string> taken = new([SharedSession.InputName, OnnxMetadata.Score, OnnxMetadata.PredictedIndex, .. plan.Tensors.Select(t => t.Key)], StringComparer.Ordinal);
        return [.. plan.Steps.Where(s => !activations.Contains(s) && !taken.Contains(s.Path))];
    }

    /// <summary>Runs one image.</summary>
    /// <param name="pixels"><c>[C, H, W]</c>, on the scale of the model's preprocessing.</param>
    /// <param name="paths">The layers whose outputs are wanted, by their paths. Default: none, only the probabilities.</param>
    /// <exception cref="ArgumentException">The pixels are not those of one image, or there is no such layer.</exception>
    /// <exception cref="ObjectDisposedException">The probe was disposed of.</exception>
    public LayerReading Read(ReadOnlySpan<float> pixels, params IReadOnlyCollection<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        if (pixels.Length != Model.Plan.Input.Elements)
            throw new ArgumentException($"An image of {Model.Plan.Input} has {Model.Plan.Input.Elements} values, but got {pixels.Length}.", nameof(pixels));
        var score = new OutputBuffer(OnnxMetadata.Score, new TensorShape(Model.Plan.Classes), rows: 1);
        OutputBuffer[] layers = [.. paths.Distinct(StringComparer.Ordinal).Select(path => new OutputBuffer(path, ShapeOf(path), rows: 1))];
        OutputBuffer[] known = Model.KnownFrom is null ? [] : [new(OnnxMetadata.KnownScore, new TensorShape(1), rows: 1)];
        _scorer.Run(pixels, rows: 1, new([score, .. known, .. layers]));
        return new LayerReading([.. score.Row(0)], layers.ToDictionary(l => l.Name, l => new FeatureMaps(l.Shape, l.Row(0).ToArray()), StringComparer.Ordinal))
        {
            KnownScore = known.Length == 0 ? null : known[0].Row(0)[0],
        };
    }

    /// <summary>Releases the session as soon as nobody reads any more.</summary>
    public void Dispose() => _scorer.Dispose();

    private TensorShape ShapeOf(string path) => Layers.FirstOrDefault(l => l.Path == path)?.Output
        ?? throw new ArgumentException($"There is no layer '{path}' to look at in network '{Model.Plan.Architecture.Name}'.", nameof(path));
}

using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>
/// A network as scoring sees it, whoever described it: an ONNX graph from images to <c>Score [N, classes]</c>, the probabilities, and
/// <c>PredictedIndex [N, 1]</c>.
/// </summary>
internal abstract class ScoringGraph
{
    /// <summary>What errors call it: its file's quoted name, or 'The model'.</summary>
    public abstract string Source { get; }

    /// <summary>The description, weights and all; null where there are none to read.</summary>
    public abstract CnnModel? Model { get; }

    /// <summary>Why there is no <see cref="Model"/>: what the graph is instead.</summary>
    protected virtual string Kind => "a graph that was not described here";

    /// <exception cref="InvalidOperationException">Others made the graph, or its weights are integers.</exception>
    public CnnModel Described() => Model ?? throw new InvalidOperationException(
        $"{Source} holds {Kind}, so there is no CnnModel of it: use InputShape and ClassNames.");

    /// <summary>The shape of one image: <c>C×H×W</c>.</summary>
    public abstract TensorShape Image { get; }

    public abstract ImmutableArray<string> ClassNames { get; }

    /// <inheritdoc cref="CnnModel.KnownFrom"/>
    public abstract float? KnownFrom { get; }

    /// <inheritdoc cref="CnnModel.Temperature"/>
    public abstract float Temperature { get; }

    /// <summary>Whether what is compared with the threshold is the familiarity.</summary>
    public abstract bool IsKnownByFamiliarity { get; }

    /// <inheritdoc cref="CnnModel.DataReference"/>
    public abstract string? DataReference { get; }

    /// <summary>Whether a run takes one image and no more.</summary>
    public abstract bool IsOneByOne { get; }

    /// <summary>The graph as bytes of an ONNX file.</summary>
    public abstract byte[] ToOnnx(OnnxExportOptions options);

    /// <summary>Finds the layers whose outputs are wanted; where there is a threshold, the value compared with it is one more.</summary>
    /// <exception cref="ArgumentException">There is no such layer, or a column cannot have that name.</exception>
    public abstract ImmutableArray<NetworkColumn> Columns(IEnumerable<LayerOutput> outputs);

    /// <summary>The shape of <c>KnownScore</c>, where that is what is wanted and there is one.</summary>
    protected TensorShape? KnownScore(string path) => path == OnnxMetadata.KnownScore && KnownFrom is not null ? new TensorShape(1) : null;
}

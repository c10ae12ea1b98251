using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn;

/// <summary>The outputs that the active columns are read from, for a block of rows. No other is fetched from the network.</summary>
internal sealed class NetworkOutputs
{
    private readonly ScoringColumns _columns;
    private readonly OutputBuffer? _score;
    private readonly OutputBuffer? _known;
    private readonly OutputBuffer?[] _layers;
    private readonly OutputBlock _fetched;

    public NetworkOutputs(ScoringColumns columns, bool[] active, int rows)
    {
        _columns = columns;
        if (active.AsSpan(columns.ScoreIndex, columns.FirstLayerIndex - columns.ScoreIndex).Contains(true))
            _score = new OutputBuffer(OnnxMetadata.Score, new TensorShape(columns.ClassNames.Length), rows);
        if (columns.KnownFrom is not null && active.AsSpan(columns.IsKnownIndex, columns.FirstLayerIndex - columns.IsKnownIndex).Contains(true))
            _known = new OutputBuffer(OnnxMetadata.KnownScore, new TensorShape(1), rows);
        _layers = [.. columns.Layers.Select((layer, i) =>
            active[columns.FirstLayerIndex + i] ? new OutputBuffer(layer.Path, layer.Shape, rows) : null)];
        _fetched = new([.. _layers.Prepend(_score).Prepend(_known).OfType<OutputBuffer>()]);
    }

    /// <summary>The outputs' names in the graph.</summary>
    public IEnumerable<string> Fetched => _fetched.Outputs.Names;

    /// <param name="scorer">The network.</param>
    /// <param name="pixels"><c>[rows, C, H, W]</c>.</param>
    /// <param name="rows">At most as many as there is room for.</param>
    public void Run(CnnScorer scorer, ReadOnlySpan<float> pixels, int rows) => scorer.Run(pixels, rows, _fetched);

    /// <summary>A <see cref="ValueGetter{TValue}"/> of an active column, for the block's row that <paramref name="row"/> names.</summary>
    public Delegate CreateGetter(int column, Func<int> row) =>
        column == _columns.ScoreIndex ? ValuesGetter(_score!, row)
        : column == _columns.PredictedLabelIndex ? LabelGetter(_score!, row)
        : column >= _columns.FirstLayerIndex ? ValuesGetter(_layers[column - _columns.FirstLayerIndex]!, row)
        : column == _columns.IsKnownIndex ? KnownGetter(row)
        : ClassGetter(_score!, row);

    private static ValueGetter<VBuffer<float>> ValuesGetter(OutputBuffer output, Func<int> row) => (ref VBuffer<float> values) =>
    {
        var found = output.Row(row());
        var editor = VBufferEditor.Create(ref values, found.Length);
        found.CopyTo(editor.Values);
        values = editor.Commit();
    };

    private bool IsKnown(int row) => _known!.Row(row)[0] >= _columns.KnownFrom!.Value; // in graph and file the same comparison

    private ValueGetter<bool> KnownGetter(Func<int> row) => (ref bool isKnown) => isKnown = IsKnown(row());

    private ValueGetter<ReadOnlyMemory<char>> ClassGetter(OutputBuffer score, Func<int> row) => (ref ReadOnlyMemory<char> name) =>
    {
        var at = row();
        name = (IsKnown(at) ? _columns.ClassNames[TensorPrimitives.IndexOfMax(score.Row(at))] : CnnSchema.Unknown).AsMemory();
    };

    // Keys count from 1; 0 is a missing value. Among equal probabilities the first class wins, as in the graph's ArgMax.
    private static ValueGetter<uint> LabelGetter(OutputBuffer score, Func<int> row) =>
        (ref uint label) => label = (uint)TensorPrimitives.IndexOfMax(score.Row(row())) + 1;
}

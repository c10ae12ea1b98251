using System.Collections.Immutable;
using Microsoft.ML;

namespace MlNetCnn;

/// <summary>Which columns come in, which go out, and which of the one the other needs.</summary>
internal sealed class ScoringColumns
{
    public ScoringColumns(
        MLContext ml, ScoringGraph graph, ImmutableArray<NetworkColumn> layers, string featureColumnName, DataViewSchema input, ResizeMode? resize = null)
    {
        Feature = CnnSchema.Feature(input, featureColumnName, graph.Image);
        (Input, Resize) = (input, resize);
        Layers = layers;
        (ClassNames, KnownFrom) = (graph.ClassNames, graph.KnownFrom);
        Output = CnnSchema.Extend(ml, input, ClassNames, KnownFrom is not null, layers);
    }

    public DataViewSchema Input { get; }

    /// <summary>The input's columns under the same indices, then those of <see cref="CnnSchema.Extend"/>.</summary>
    public DataViewSchema Output { get; }

    public DataViewSchema.Column Feature { get; }

    /// <summary>How images of other sizes come to the network's; null where they are refused.</summary>
    public ResizeMode? Resize { get; }

    public ImmutableArray<NetworkColumn> Layers { get; }

    public ImmutableArray<string> ClassNames { get; }

    /// <inheritdoc cref="CnnModel.KnownFrom"/>
    public float? KnownFrom { get; }

    public int ScoreIndex => Input.Count;

    public int PredictedLabelIndex => Input.Count + 1;

    public int IsKnownIndex => Input.Count + 2;

    public int PredictedClassIndex => Input.Count + 3;

    public int FirstLayerIndex => Input.Count + (KnownFrom is null ? 2 : 4);

    /// <summary>For each output column whether it is among these.</summary>
    public bool[] Active(IEnumerable<DataViewSchema.Column> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var active = new bool[Output.Count];
        foreach (var column in columns)
            active[IndexOf(column)] = true;
        return active;
    }

    /// <summary>Whether the network has to run for these columns.</summary>
    public bool NeedNetwork(bool[] active) => active.AsSpan(ScoreIndex).Contains(true);

    /// <summary>The input's columns that these output columns are read or computed from.</summary>
    public IEnumerable<DataViewSchema.Column> Dependencies(bool[] active) =>
        Input.Where(c => active[c.Index] || c.Index == Feature.Index && NeedNetwork(active));

    /// <exception cref="ArgumentException">The column is not one of the output.</exception>
    public int IndexOf(DataViewSchema.Column column) =>
        column.Index < Output.Count && Output[column.Index].Name == column.Name
            ? column.Index
            : throw new ArgumentException(
                $"Column '{column.Name}' (number {column.Index}) is none of the scored data's: take it from their schema.", nameof(column));

    /// <exception cref="InvalidOperationException">The column was not asked for.</exception>
    public int ActiveIndex(bool[] active, DataViewSchema.Column column) =>
        active[IndexOf(column)]
            ? column.Index
            : throw new InvalidOperationException($"Column '{column.Name}' is not active: ask for it when the cursor or row is made.");

    /// <exception cref="InvalidOperationException">The getter is of another type.</exception>
    public static ValueGetter<TValue> Typed<TValue>(Delegate getter, DataViewSchema.Column column) =>
        getter as ValueGetter<TValue> ?? throw new InvalidOperationException(
            $"Column '{column.Name}' is {column.Type} and read as {column.Type.RawType}, not as {typeof(TValue)}.");
}

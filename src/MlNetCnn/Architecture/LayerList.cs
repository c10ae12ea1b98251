using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace MlNetCnn;

/// <summary>An immutable sequence of layers that is equal to another when the layers are: <c>LayerList layers = [new Flatten(), new Linear(10)];</c></summary>
[CollectionBuilder(typeof(LayerList), nameof(Create))]
[JsonConverter(typeof(LayerListJsonConverter))]
public sealed class LayerList : IReadOnlyList<Layer>, IEquatable<LayerList>
{
    private readonly ImmutableArray<Layer> _layers;

    private LayerList(ImmutableArray<Layer> layers) => _layers = layers;

    /// <summary>No layers: the identity.</summary>
    public static LayerList Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _layers.Length;

    /// <inheritdoc/>
    public Layer this[int index] => _layers[index];

    /// <summary>A list of these layers, in this order.</summary>
    public static LayerList Create(ReadOnlySpan<Layer> layers)
    {
        foreach (var layer in layers)
            ArgumentNullException.ThrowIfNull(layer, nameof(layers));
        return new LayerList([.. layers]);
    }

    /// <inheritdoc/>
    public IEnumerator<Layer> GetEnumerator() => _layers.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(LayerList? other) => other is not null && _layers.AsSpan().SequenceEqual(other._layers.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LayerList);

    /// <inheritdoc/>
    public override int GetHashCode() => _layers.Aggregate(17, HashCode.Combine);

    /// <summary>The kinds in order: <c>conv2d, relu, maxPool2d</c>.</summary>
    public override string ToString() => string.Join(", ", _layers.Select(l => l.Kind));
}

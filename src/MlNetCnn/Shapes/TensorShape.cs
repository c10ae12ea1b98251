using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;

namespace MlNetCnn;

/// <summary>
/// The shape of one example's tensor, without the batch dimension: <c>C×H×W</c> for feature maps, <c>N</c> for a flat vector.
/// Shapes are equal when their dimensions are. In JSON a shape is an array of its dimensions.
/// </summary>
[JsonConverter(typeof(TensorShapeJsonConverter))]
public sealed class TensorShape : IEquatable<TensorShape>
{
    /// <summary>A shape of the given dimensions, outermost first.</summary>
    /// <param name="dimensions">One or more positive sizes whose product is below 2³¹.</param>
    /// <exception cref="ArgumentException">There is no dimension, one is not positive, or the product is 2³¹ or more.</exception>
    public TensorShape(params ReadOnlySpan<int> dimensions)
    {
        if (dimensions.IsEmpty)
            throw new ArgumentException("A tensor shape needs at least one dimension.", nameof(dimensions));
        long elements = 1;
        foreach (var dimension in dimensions)
        {
            if (dimension <= 0)
                throw new ArgumentException(
                    $"A tensor shape's dimensions must be positive, but {string.Join('×', dimensions.ToArray())} has {dimension}.", nameof(dimensions));
            elements *= dimension;
            if (elements > int.MaxValue)
                throw new ArgumentException(
                    $"A tensor of {string.Join('×', dimensions.ToArray())} has 2³¹ elements or more: make it smaller.", nameof(dimensions));
        }
        Dimensions = [.. dimensions];
        Elements = (int)elements;
    }

    /// <summary>The dimensions, outermost first: channels, height, width for feature maps.</summary>
    public ImmutableArray<int> Dimensions { get; }

    /// <summary>The product of the dimensions.</summary>
    public int Elements { get; }

    /// <summary>Whether this is <c>C×H×W</c>: an image or a stack of feature maps.</summary>
    public bool IsImage => Dimensions.Length == 3;

    /// <summary>Whether this is a flat vector of <see cref="Elements"/> values.</summary>
    public bool IsFlat => Dimensions.Length == 1;

    /// <summary>The first dimension: the channels of an image.</summary>
    public int Channels => Dimensions[0];

    /// <summary>The height of an image. Valid only where <see cref="IsImage"/> holds.</summary>
    public int Height => Dimensions[1];

    /// <summary>The width of an image. Valid only where <see cref="IsImage"/> holds.</summary>
    public int Width => Dimensions[2];

    /// <summary>Reads a shape as people type it: <c>1x28x28</c> or <c>1×28×28</c>.</summary>
    /// <exception cref="FormatException">The text is not one or more positive integers joined by 'x'.</exception>
    public static TensorShape Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('x', 'X', '×');
        var dimensions = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out dimensions[i]) || dimensions[i] == 0)
                throw new FormatException($"'{text}' is not a shape: write positive sizes joined by 'x', channels first, like 1x28x28.");
        }
        try
        {
            return new TensorShape(dimensions);
        }
        catch (ArgumentException e)
        {
            throw new FormatException($"'{text}' is not a usable shape: it has 2³¹ elements or more.", e);
        }
    }

    /// <inheritdoc/>
    public bool Equals(TensorShape? other) => other is not null && Dimensions.AsSpan().SequenceEqual(other.Dimensions.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TensorShape);

    /// <inheritdoc/>
    public override int GetHashCode() => Dimensions.Aggregate(17, HashCode.Combine);

    /// <summary>The dimensions joined by '×': <c>16×5×5</c>.</summary>
    public override string ToString() => string.Join('×', Dimensions);
}

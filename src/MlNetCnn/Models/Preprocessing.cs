using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>
/// What happens to pixels before the first layer: <c>(pixel·Scale − Mean[c]) / Std[c]</c> for channel c. It is stored with the model and
/// computed inside the exported graph, so that no app can get it wrong.
/// </summary>
public sealed record Preprocessing
{
    /// <summary>For pixels from 0 to 255, scaled to 0–1 without further normalization.</summary>
    public static Preprocessing Bytes { get; } = new();

    /// <summary>For pixels that are 0–1 already.</summary>
    public static Preprocessing Unit { get; } = new() { Scale = 1 };

    /// <summary>What pixels are multiplied by. Default: 1/255, for pixels from 0 to 255.</summary>
    public float Scale { get; init; } = 1f / 255;

    /// <summary>The mean of each channel, on the scaled pixels. Default: empty, nothing is subtracted.</summary>
    public ImmutableArray<float> Mean { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The standard deviation of each channel, on the scaled pixels, above 0. Default: empty, nothing is divided.</summary>
    public ImmutableArray<float> Std { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <inheritdoc/>
    public bool Equals(Preprocessing? other) =>
        other is not null && Scale.Equals(other.Scale) && Mean.AsSpan().SequenceEqual(other.Mean.AsSpan()) && Std.AsSpan().SequenceEqual(other.Std.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Scale, Mean.Length, Std.Length);

    /// <summary>Checks it against images of this many channels.</summary>
    /// <exception cref="ArgumentException">A list has another length than there are channels, or a value is out of its range.</exception>
    internal void Check(int channels)
    {
        if (!(Scale > 0) || !float.IsFinite(Scale))
            throw new ArgumentException($"The pixels' scale must be above 0, but is {Scale}.");
        if (Mean.Length != Std.Length || Mean.Length != 0 && Mean.Length != channels)
            throw new ArgumentException($"Mean and standard deviation need one value for each of the {channels} channels, or none, but have {Mean.Length} and {Std.Length}.");
        if (Mean.Any(m => !float.IsFinite(m)) || Std.Any(s => !(s > 0) || !float.IsFinite(s)))
            throw new ArgumentException("Every mean must be a number and every standard deviation above 0.");
    }
}

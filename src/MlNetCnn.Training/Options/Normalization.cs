using System.Collections.Immutable;

namespace MlNetCnn.Training;

/// <summary>
/// What is subtracted from each channel's pixels and what they are divided by, on pixels from 0 to 1. It is stored with the model and
/// computed inside the exported graph.
/// </summary>
public sealed record Normalization
{
    private Normalization()
    {
    }

    /// <summary>Pixels stay from 0 to 1.</summary>
    public static Normalization None { get; } = new();

    /// <summary>By the mean and the standard deviation of each channel over all training images.</summary>
    public static Normalization Measured { get; } = new() { IsMeasured = true };

    /// <summary>As torchvision's published weights need it: (0.485, 0.456, 0.406) and (0.229, 0.224, 0.225) for red, green and blue.</summary>
    public static Normalization ImageNet { get; } = Of([0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f]);

    /// <summary>Whether mean and standard deviation are measured.</summary>
    public bool IsMeasured { get; private init; }

    /// <summary>The given mean of each channel; empty where none are given.</summary>
    public ImmutableArray<float> Mean { get; private init; } = [];

    /// <summary>The given standard deviation of each channel; empty where none are given.</summary>
    public ImmutableArray<float> Std { get; private init; } = [];

    /// <summary>By given values, one a channel, on pixels from 0 to 1.</summary>
    /// <param name="mean">Of each channel.</param>
    /// <param name="std">The standard deviation of each channel, above 0.</param>
    /// <exception cref="ArgumentException">The lists have different lengths or none, or a value is out of its range.</exception>
    public static Normalization Of(IReadOnlyList<float> mean, IReadOnlyList<float> std)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(std);
        if (mean.Count == 0)
            throw new ArgumentException("Normalization needs the mean of each channel, but there is none.", nameof(mean));
        new Preprocessing { Mean = [.. mean], Std = [.. std] }.Check(mean.Count);
        return new() { Mean = [.. mean], Std = [.. std] };
    }

    /// <inheritdoc/>
    public bool Equals(Normalization? other) => other is not null && IsMeasured == other.IsMeasured
        && Mean.AsSpan().SequenceEqual(other.Mean.AsSpan()) && Std.AsSpan().SequenceEqual(other.Std.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(IsMeasured, Mean.Length);
}

using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>Labeled images one after another, in memory or in a mapped file; any number of threads may read them at once.</summary>
internal interface IImageRows
{
    /// <summary>The shape of one image, C×H×W.</summary>
    TensorShape Shape { get; }

    /// <summary>The class of each image, counted from 0.</summary>
    ImmutableArray<int> Labels { get; }

    /// <summary>The names of the classes; label i means the i-th name.</summary>
    ImmutableArray<string> ClassNames { get; }

    /// <summary>Where each image comes from; empty where that has no name.</summary>
    ImmutableArray<string> Paths { get; }

    /// <summary>The value that images of one group share; empty without groups.</summary>
    ImmutableArray<string> Groups => [];

    int Count => Labels.Length;

    /// <summary>Copies the C·H·W bytes of one image. A span of a mapped file could outlive the mapping.</summary>
    void CopyImage(int index, Span<byte> pixels);
}

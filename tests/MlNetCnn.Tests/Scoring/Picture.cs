using Microsoft.ML.Data;

namespace MlNetCnn.Tests;

/// <summary>A row of test data: an image of 2×4×3 in Single and in Byte, and columns of other kinds beside it.</summary>
internal sealed class Picture
{
    [VectorType(2, 4, 3)]
    public float[] Features { get; set; } = [];

    [VectorType(24)]
    public byte[] Bytes { get; set; } = [];

    /// <summary>The class, counted from 0 on the way in and from 1 when read back.</summary>
    [KeyType(3)]
    public uint Label { get; set; }

    public string Name { get; set; } = "";

    public double Number { get; set; }

    [VectorType]
    public string[] Words { get; set; } = [];
}

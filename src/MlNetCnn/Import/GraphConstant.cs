namespace MlNetCnn;

/// <summary>A tensor of a graph that does not depend on the image.</summary>
/// <param name="Dims">Its sides.</param>
/// <param name="Floats">Its values, where they are floats.</param>
/// <param name="Numbers">Its values, where they are whole numbers.</param>
internal sealed record GraphConstant(long[] Dims, float[] Floats, long[] Numbers)
{
    /// <summary>Its one value, or null where it has several.</summary>
    public double? Scalar => Floats.Length == 1 ? Floats[0] : Numbers.Length == 1 ? Numbers[0] : null;

    public WeightTensor AsWeights() => new(new TensorShape([.. Dims.Select(d => (int)d)]), Floats);
}

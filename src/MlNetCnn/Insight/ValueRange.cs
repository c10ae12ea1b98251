using System.Numerics.Tensors;

namespace MlNetCnn;

/// <summary>The least and the greatest of some values.</summary>
/// <param name="Min">The least.</param>
/// <param name="Max">The greatest.</param>
public readonly record struct ValueRange(float Min, float Max)
{
    /// <summary>The range of these values, 0 to 0 where there are none; NaN where a value is.</summary>
    public static ValueRange Of(ReadOnlySpan<float> values) => values.IsEmpty ? default : new(TensorPrimitives.Min(values), TensorPrimitives.Max(values));
}

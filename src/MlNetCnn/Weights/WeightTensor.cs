using System.Numerics.Tensors;

namespace MlNetCnn;

/// <summary>One tensor of weights: its shape and its values in row-major order, as PyTorch lays them out.</summary>
public sealed class WeightTensor
{
    /// <summary>A tensor over these values, which are not copied.</summary>
    /// <exception cref="ArgumentException">There are not as many values as the shape has elements.</exception>
    public WeightTensor(TensorShape shape, ReadOnlyMemory<float> values)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (values.Length != shape.Elements)
            throw new ArgumentException($"A tensor of {shape} needs {shape.Elements} values, but got {values.Length}.", nameof(values));
        Shape = shape;
        Values = values;
    }

    /// <summary>The dimensions, outermost first.</summary>
    public TensorShape Shape { get; }

    /// <summary>The values, row by row.</summary>
    public ReadOnlyMemory<float> Values { get; }

    /// <summary>Whether no value is NaN or infinite.</summary>
    internal bool IsFinite => float.IsFinite(TensorPrimitives.MaxMagnitude(Values.Span));
}

using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>A tensor as a view of a storage: the value at an index stands at the offset plus the sum of index × stride.</summary>
/// <param name="Storage">Where its values are.</param>
/// <param name="Offset">The position of the first one.</param>
/// <param name="Shape">The dimensions, outermost first; none for a scalar.</param>
/// <param name="Strides">By how many positions a step along each dimension goes on; 0 along dimensions of size 1.</param>
/// <param name="Elements">The product of the dimensions.</param>
/// <param name="End">The position behind the last value; 0 where there is no value.</param>
internal sealed record PyTorchTensor(
    PyTorchStorage Storage, long Offset, ImmutableArray<long> Shape, ImmutableArray<long> Strides, long Elements, long End)
{
    private const int MostDimensions = 64;

    public string Type => Storage.Type.Name;

    /// <summary>Whether it is its storage from the first value to the last.</summary>
    public bool IsWholeStorage => Elements == Storage.Count && IsRowMajor;

    private bool IsRowMajor
    {
        get
        {
            var step = 1L;
            for (var i = Shape.Length - 1; i >= 0; i--)
            {
                if (Shape[i] != 1 && Strides[i] != step)
                    return false;
                step *= Shape[i];
            }
            return true;
        }
    }

    /// <summary>The arguments of PyTorch's function: storage, offset, sizes, strides, and others that say nothing about the values.</summary>
    public static PyTorchTensor Rebuild(object?[] arguments)
    {
        if (arguments is not [PyTorchStorage storage, long and >= 0 and var offset, object?[] sizes, object?[] steps, ..]
            || sizes.Length != steps.Length || sizes.Length > MostDimensions
            || !sizes.Concat(steps).All(n => n is long and >= 0))
            throw new PyTorchFormatException("is damaged: it describes a tensor in another way than PyTorch does.");
        ImmutableArray<long> shape = [.. sizes.Cast<long>()];
        ImmutableArray<long> strides = [.. steps.Cast<long>().Zip(shape, (step, size) => size == 1 ? 0 : step)];
        if (shape.Contains(0))
            return new(storage, offset, shape, strides, 0, 0);
        try
        {
            var last = shape.Zip(strides).Aggregate(offset, (at, d) => checked(at + (d.First - 1) * d.Second));
            return new(storage, offset, shape, strides, shape.Aggregate(1L, (product, size) => checked(product * size)), checked(last + 1));
        }
        catch (OverflowException e)
        {
            throw new PyTorchFormatException(
                $"has a tensor of {string.Join('×', shape)} at {offset} with strides {string.Join(", ", strides)}: no file can hold it.", e);
        }
    }

    /// <summary>Its values row by row; those of the storage themselves where they are all of them in this order, else a copy.</summary>
    public ReadOnlyMemory<float> ValuesIn(float[] storage)
    {
        if (IsRowMajor)
            return IsWholeStorage ? storage : storage.AsSpan((int)Offset, (int)Elements).ToArray();
        var values = new float[Elements];
        Span<long> index = stackalloc long[Shape.Length];
        var position = Offset;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = storage[position];
            for (var d = Shape.Length - 1; d >= 0; d--)
            {
                position += Strides[d];
                if (++index[d] < Shape[d])
                    break;
                position -= Strides[d] * Shape[d];
                index[d] = 0;
            }
        }
        return values;
    }
}

using TorchSharp;
using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>
/// Arithmetic with numbers that stay until libtorch has read them. TorchSharp's own frees a number as soon as nothing managed refers to it,
/// which may be while libtorch still reads it: then the step fails, or computes with whatever lies there by then (0.107.0; related to
/// dotnet/TorchSharp#1434). Only this class makes <see cref="Scalar"/>s.
/// </summary>
internal static class KeptScalars
{
    private static readonly Scalar One = 1;

    /// <summary>As <c>add(other, alpha: times)</c>.</summary>
    public static Tensor Plus(this Tensor tensor, Tensor other, double times = 1)
    {
        using Scalar alpha = times;
        return tensor.add(other, alpha);
    }

    /// <summary>As <c>add_(other, alpha: times)</c>.</summary>
    public static Tensor Plus_(this Tensor tensor, Tensor other, double times = 1)
    {
        using Scalar alpha = times;
        return tensor.add_(other, alpha);
    }

    /// <summary>As <c>add_</c>.</summary>
    public static Tensor Plus_(this Tensor tensor, double number)
    {
        using Scalar value = number;
        return tensor.add_(value, One);
    }

    /// <summary>As <c>add_</c> of a tensor of whole numbers.</summary>
    public static Tensor Increment_(this Tensor tensor) => tensor.add_(One, One);

    /// <summary>As <c>mul</c>.</summary>
    public static Tensor Times(this Tensor tensor, double number)
    {
        using Scalar value = number;
        return tensor.mul(value);
    }

    /// <summary>As <c>mul_</c>.</summary>
    public static Tensor Times_(this Tensor tensor, double number)
    {
        using Scalar value = number;
        return tensor.mul_(value);
    }

    /// <summary>As <c>div</c>.</summary>
    public static Tensor Over(this Tensor tensor, double number)
    {
        using Scalar value = number;
        return tensor.div(value);
    }

    /// <summary>As <c>addcmul_(left, right, value: times)</c>.</summary>
    public static Tensor PlusProduct_(this Tensor tensor, Tensor left, Tensor right, double times)
    {
        using Scalar value = times;
        return tensor.addcmul_(left, right, value);
    }

    /// <summary>As <c>addcdiv_(left, right, value: times)</c>.</summary>
    public static Tensor PlusQuotient_(this Tensor tensor, Tensor left, Tensor right, double times)
    {
        using Scalar value = times;
        return tensor.addcdiv_(left, right, value);
    }

    /// <summary>As <c>clamp_</c>.</summary>
    public static Tensor Clamp_(this Tensor tensor, double least, double largest)
    {
        using Scalar min = least, max = largest;
        return tensor.clamp_(min, max);
    }

    /// <summary>As <c>lt</c>.</summary>
    public static Tensor Below(this Tensor tensor, double number)
    {
        using Scalar value = number;
        return tensor.lt(value);
    }

    /// <summary>As <c>masked_fill</c> with 0.</summary>
    public static Tensor Blanked(this Tensor tensor, Tensor mask)
    {
        using Scalar value = 0;
        return tensor.masked_fill(mask, value);
    }

    /// <summary>As <c>leaky_relu</c>.</summary>
    public static Tensor LeakyReLU(this Tensor tensor, double slope)
    {
        using Scalar value = slope;
        return tensor.leaky_relu(value);
    }

    /// <summary>As <c>elu</c>.</summary>
    public static Tensor ELU(this Tensor tensor, double alpha)
    {
        using Scalar value = alpha;
        return tensor.elu(value, One, One);
    }

    /// <summary>As <c>arange</c> of whole numbers from 0.</summary>
    public static Tensor Count(long to, Device device)
    {
        using Scalar start = 0L, stop = to, step = 1L;
        return arange(start, stop, step, ScalarType.Int64, device);
    }
}

namespace MlNetCnn;

/// <summary>Factors and shifts by channel as a part of the layer before, or as a layer.</summary>
internal static class AffineMerge
{
    /// <summary>Both as one step, or null where the one before cannot take it in.</summary>
    public static ReadStep? Into(ReadStep before, AffineStep affine) => (before, affine.Factors) switch
    {
        (AffineStep first, _) => first with { Factors = Product(first.Factors, affine.Factors), Shifts = Shifted(first.Shifts, affine) },
        (LayerStep { Layer: LayerNorm2d or GroupNorm or BatchNorm2d } norm, _) => norm with
        {
            Weights = [Flat(Product(Values(norm, 0), affine.Factors)!), Flat(Shifted(Values(norm, 1), affine)!), .. norm.Weights.Skip(2)],
        },
        (LayerStep { Layer: Linear { PerPixel: false } linear } step, _) => WithBias(
            affine.Factors is { } factors ? step with { Weights = [Scaled(step.Weights[0], factors), .. step.Weights.Skip(1)] } : step, linear with { Bias = true }, affine),
        (LayerStep { Layer: Linear linear } step, null) => WithBias(step, linear with { Bias = true }, affine),
        (LayerStep { Layer: Conv2d conv } step, null) => WithBias(step, conv with { Bias = true }, affine),
        _ => null,
    };

    /// <summary>The step as a layer of its own.</summary>
    public static LayerStep Alone(AffineStep affine)
    {
        var channels = (affine.Factors ?? affine.Shifts)!.Length;
        if (!affine.IsImage)
            throw new UnsupportedNodeException(affine.Words, "changes features that no linear layer gave");
        if (affine.Shifts is null)
            return new(new LayerScale(), new WeightTensor(new TensorShape(channels, 1, 1), affine.Factors!));
        return new(new Conv2d(channels, 1) { Groups = channels },
            new WeightTensor(new TensorShape(channels, 1, 1, 1), affine.Factors ?? [.. Enumerable.Repeat(1f, channels)]), Flat(affine.Shifts));
    }

    private static LayerStep WithBias(LayerStep step, Layer layer, AffineStep affine)
    {
        var bias = Shifted(step.Weights.Length > 1 ? Values(step, 1) : null, affine);
        return bias is null ? step : step with { Layer = layer, Weights = [step.Weights[0], Flat(bias)] };
    }

    private static float[]? Product(float[]? left, float[]? right) =>
        left is null ? right : right is null ? left : [.. left.Zip(right, (a, b) => a * b)];

    private static float[]? Shifted(float[]? shifts, AffineStep affine)
    {
        var scaled = shifts is null ? null : Product(shifts, affine.Factors);
        return scaled is null ? affine.Shifts : affine.Shifts is null ? scaled : [.. scaled.Zip(affine.Shifts, (a, b) => a + b)];
    }

    private static WeightTensor Scaled(WeightTensor weight, float[] factors)
    {
        var row = weight.Values.Length / factors.Length;
        return new(weight.Shape, weight.Values.ToArray().Select((v, i) => v * factors[i / row]).ToArray());
    }

    private static float[] Values(LayerStep step, int index) => step.Weights[index].Values.ToArray();

    private static WeightTensor Flat(float[] values) => new(new TensorShape(values.Length), values);
}

using MlNetCnn.Onnx.Proto;

namespace MlNetCnn;

/// <summary>Settings of an ONNX node.</summary>
internal static class OnnxAttribute
{
    public static AttributeProto Int(string name, long value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    public static AttributeProto Float(string name, double value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = (float)value };

    public static AttributeProto Ints(string name, params ReadOnlySpan<long> values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        foreach (var value in values)
            attribute.Ints.Add(value);
        return attribute;
    }

    public static AttributeProto Ints(string name, Size2d size) => Ints(name, size.Height, size.Width);

    public static AttributeProto[] Of(Window window) => [Ints("kernel_shape", window.Kernel), Ints("strides", window.Stride), Pads(window.Padding)];

    /// <summary>The same padding before and behind: ONNX lists all beginnings, then all ends.</summary>
    private static AttributeProto Pads(Size2d padding) => Ints("pads", padding.Height, padding.Width, padding.Height, padding.Width);
}

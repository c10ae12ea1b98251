using Google.Protobuf;
using MlNetCnn.Onnx.Proto;

namespace MlNetCnn;

/// <summary>Settings of an ONNX node.</summary>
internal static class OnnxAttribute
{
    public static AttributeProto Int(string name, long value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    public static AttributeProto Float(string name, double value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = (float)value };

    public static AttributeProto Text(string name, string value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFromUtf8(value) };

    public static AttributeProto Ints(string name, params ReadOnlySpan<long> values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        foreach (var value in values)
            attribute.Ints.Add(value);
        return attribute;
    }

    public static AttributeProto Ints(string name, Size2d size) => Ints(name, size.Height, size.Width);

    public static AttributeProto[] Of(Window window) => Of(window, window.Padding);

    /// <summary>A window that may round up: the padding behind is what its last place needs. Runtimes differ in ONNX's own <c>ceil_mode</c>.</summary>
    public static AttributeProto[] Of(Window window, TensorShape input) =>
        Of(window, window.CeilMode ? window.PaddingBehind(input) : window.Padding);

    /// <summary>ONNX lists the padding of all beginnings, then of all ends. Dilation is written where there is some.</summary>
    private static AttributeProto[] Of(Window window, Size2d behind) =>
    [
        Ints("kernel_shape", window.Kernel), Ints("strides", window.Stride),
        Ints("pads", window.Padding.Height, window.Padding.Width, behind.Height, behind.Width),
        .. window.Dilation == 1 ? (AttributeProto[])[] : [Ints("dilations", window.Dilation)],
    ];
}

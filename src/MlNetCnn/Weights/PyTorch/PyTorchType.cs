using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>The type of the values in a storage.</summary>
/// <param name="Name">Its name in the safetensors format: <c>F32</c>.</param>
/// <param name="Size">The bytes of a value.</param>
internal sealed record PyTorchType(string Name, int Size)
{
    /// <summary>The types by the names of PyTorch's storage classes.</summary>
    public static ImmutableArray<(string Class, PyTorchType Type)> OfStorages { get; } =
    [
        ("FloatStorage", new("F32", 4)),
        ("HalfStorage", new("F16", 2)),
        ("BFloat16Storage", new("BF16", 2)),
        ("DoubleStorage", new("F64", 8)),
        ("LongStorage", new("I64", 8)),
        ("IntStorage", new("I32", 4)),
        ("ShortStorage", new("I16", 2)),
        ("CharStorage", new("I8", 1)),
        ("ByteStorage", new("U8", 1)),
        ("BoolStorage", new("BOOL", 1)),
        ("ComplexFloatStorage", new("C64", 8)),
        ("ComplexDoubleStorage", new("C128", 16)),
    ];
}

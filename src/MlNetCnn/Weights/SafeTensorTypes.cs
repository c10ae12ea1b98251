using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>The element types of tensors, by the names that the header of the safetensors format gives them.</summary>
internal static class SafeTensorTypes
{
    public const string Single = "F32";

    /// <summary>The bytes of one element, or null where the type is unknown.</summary>
    public static int? SizeOf(string type) => type switch
    {
        "BOOL" or "U8" or "I8" or "F8_E5M2" or "F8_E4M3" or "F8_E8M0" => 1,
        "U16" or "I16" or "F16" or "BF16" => 2,
        "U32" or "I32" or Single => 4,
        "U64" or "I64" or "F64" or "C64" => 8,
        _ => null,
    };

    /// <summary>Whether tensors of this type are read as weights.</summary>
    public static bool IsRead(string type) => type is Single or "F16" or "BF16" or "F64";

    /// <summary>Whether a tensor holds weights: floating point, with dimensions, none of them 0.</summary>
    public static bool IsWeights(string type, ImmutableArray<long> shape) => IsRead(type) && !shape.IsEmpty && !shape.Contains(0);

    /// <summary>Type and shape: <c>I64 scalar</c>, <c>F16 64×3×7×7</c>.</summary>
    public static string Describe(string type, ImmutableArray<long> shape) => $"{type} {(shape.IsEmpty ? "scalar" : string.Join('×', shape))}";
}

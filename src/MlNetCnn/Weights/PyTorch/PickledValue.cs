namespace MlNetCnn;

/// <summary>A value that no tensor depends on: numbers of NumPy, types, devices.</summary>
internal sealed class PickledValue
{
    public static PickledValue Any { get; } = new();
}

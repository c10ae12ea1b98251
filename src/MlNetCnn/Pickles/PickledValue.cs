namespace MlNetCnn;

/// <summary>A value that nothing of what is read depends on: types, devices.</summary>
internal sealed class PickledValue
{
    public static PickledValue Any { get; } = new();
}

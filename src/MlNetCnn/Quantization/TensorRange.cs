namespace MlNetCnn;

/// <summary>The values that a tensor takes, and how 256 steps are laid over them: value ≈ (step − ZeroPoint)·Scale. Zero is always a step.</summary>
/// <param name="Least">The least value, at most 0.</param>
/// <param name="Greatest">The greatest value, at least 0.</param>
internal readonly record struct TensorRange(float Least, float Greatest)
{
    /// <summary>The size of a step. A tensor that is always 0 has one of 1: ONNX needs it above 0.</summary>
    public float Scale => (Greatest - Least) / byte.MaxValue is > float.Epsilon and var step ? step : 1;

    /// <summary>The step that means 0.</summary>
    public byte ZeroPoint => (byte)Math.Clamp(MathF.Round(-Least / Scale), 0, byte.MaxValue);
}

namespace MlNetCnn.Textbook;

/// <summary>One product of the sum that makes an output cell of a cross-correlation.</summary>
/// <param name="Channel">The input channel, from 0.</param>
/// <param name="Cell">Where the window's cell lies.</param>
/// <param name="Input">The input's value there: 0 on padding.</param>
/// <param name="Kernel">The kernel's value.</param>
public readonly record struct CorrelationTerm(int Channel, WindowCell Cell, float Input, float Kernel)
{
    /// <summary><see cref="Input"/> × <see cref="Kernel"/>.</summary>
    public float Product => Input * Kernel;
}

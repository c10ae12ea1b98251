using System.Numerics;
using System.Runtime.CompilerServices;

namespace MlNetCnn.Training;

/// <summary>A moving average, in the weights' place, of values in the gradients' place.</summary>
/// <param name="staying">The share of the average that stays.</param>
internal readonly unsafe struct AverageRule(double staying) : IStepRule
{
    private readonly Vector<float> _staying = new((float)staying);
    private readonly Vector<float> _taken = new((float)(1 - staying));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(float* weights, float* gradients, float* first, float* second) =>
        Vector.Store(Vector.FusedMultiplyAdd(Vector.Load(gradients), _taken, Vector.Load(weights) * _staying), weights);
}

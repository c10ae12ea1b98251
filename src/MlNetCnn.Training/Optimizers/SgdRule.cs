using System.Numerics;
using System.Runtime.CompilerServices;

namespace MlNetCnn.Training;

/// <summary>Stochastic gradient descent, with momentum as PyTorch's <c>SGD</c> has it.</summary>
/// <param name="rate">The learning rate.</param>
/// <param name="momentum">The share of the last step's direction that stays; where it is 0, that direction may lie in the gradients' place.</param>
/// <param name="penalty">The weight decay that is added to the gradients.</param>
internal readonly unsafe struct SgdRule(double rate, double momentum, double penalty) : IStepRule
{
    private readonly Vector<float> _rate = new((float)-rate);
    private readonly Vector<float> _momentum = new((float)momentum);
    private readonly Vector<float> _penalty = new((float)penalty);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(float* weights, float* gradients, float* first, float* second)
    {
        var weight = Vector.Load(weights);
        var direction = Vector.FusedMultiplyAdd(weight, _penalty, Vector.Load(gradients));
        if (first != gradients)
        {
            direction += Vector.Load(first) * _momentum;
            Vector.Store(direction, first);
        }
        Vector.Store(Vector.FusedMultiplyAdd(direction, _rate, weight), weights);
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace MlNetCnn.Training;

/// <summary>Adam (Kingma and Ba 2015) and AdamW (Loshchilov and Hutter 2019), in the order of TorchSharp's operations.</summary>
/// <param name="rate">The learning rate.</param>
/// <param name="step">The step's number, from 1.</param>
/// <param name="beta1">The share of the mean of gradients that stays.</param>
/// <param name="beta2">The share of the mean of their squares that stays.</param>
/// <param name="epsilon">Added to the denominator.</param>
/// <param name="penalty">The weight decay that is added to the gradients, as Adam has it.</param>
/// <param name="staying">What the weights are multiplied by first, as AdamW has it.</param>
internal readonly unsafe struct AdamRule(double rate, long step, double beta1, double beta2, double epsilon, double penalty = 0, double staying = 1) : IStepRule
{
    private readonly Vector<float> _meanStays = new((float)beta1);
    private readonly Vector<float> _meanTakes = new((float)(1 - beta1));
    private readonly Vector<float> _squareStays = new((float)beta2);
    private readonly Vector<float> _squareTakes = new((float)(1 - beta2));
    private readonly Vector<float> _correction = new((float)Math.Sqrt(1 - Math.Pow(beta2, step)));
    private readonly Vector<float> _epsilon = new((float)epsilon);
    private readonly Vector<float> _rate = new((float)-(rate / (1 - Math.Pow(beta1, step))));
    private readonly Vector<float> _penalty = new((float)penalty);
    private readonly Vector<float> _staying = new((float)staying);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(float* weights, float* gradients, float* first, float* second)
    {
        var weight = Vector.Load(weights);
        var gradient = Vector.FusedMultiplyAdd(weight, _penalty, Vector.Load(gradients));
        var mean = Vector.FusedMultiplyAdd(gradient, _meanTakes, Vector.Load(first) * _meanStays);
        var square = Vector.FusedMultiplyAdd(gradient * _squareTakes, gradient, Vector.Load(second) * _squareStays);
        Vector.Store(mean, first);
        Vector.Store(square, second);
        Vector.Store((weight * _staying) + (_rate * mean / ((Vector.SquareRoot(square) / _correction) + _epsilon)), weights);
    }
}

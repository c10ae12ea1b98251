using System.Diagnostics;
using MlNetCnn.Training;
using static TorchSharp.torch;

namespace MlNetCnn.Benchmarks;

/// <summary>The product of two 2048×2048 matrices of floats, in floating-point operations a second.</summary>
internal sealed class Sgemm : Contender
{
    private const int Size = 2048;

    public override double Run(double seconds)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.RunModuleConstructor(typeof(TrainingOptions).Module.ModuleHandle);
        using var scope = NewDisposeScope();
        var (a, b, product) = (rand(Size, Size), rand(Size, Size), empty(Size, Size));
        var watch = Stopwatch.StartNew();
        var products = 0;
        while (watch.Elapsed.TotalSeconds < seconds)
        {
            mm(a, b, product);
            products++;
        }
        return products * 2.0 * Size * Size * Size / watch.Elapsed.TotalSeconds;
    }

    private static void mm(Tensor a, Tensor b, Tensor into)
    {
        using var product = a.mm(b);
        into.copy_(product);
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>
/// A step of all parameters in one pass over memory, on all threads of libtorch: each value is read and written once, where an optimizer of
/// tensors goes through it once for each operation. Only for floats on the CPU, which lie one behind the other.
/// </summary>
internal sealed unsafe class StepPass<TRule>
    where TRule : struct, IStepRule
{
    private const int PieceLength = 1 << 15;

    private readonly List<TRule> _rules = [];
    private readonly List<Piece> _pieces = [];

    /// <summary>Notes a parameter down; false, and nothing is noted, where it is not one of those this is for.</summary>
    public bool TryAdd(TRule rule, Tensor weights, Tensor gradients, Tensor first, Tensor? second = null)
    {
        var values = weights.numel();
        if (values > int.MaxValue / sizeof(float) || !Fits(weights) || !Fits(gradients) || !Fits(first) || !(second is null || Fits(second)))
            return false;
        float* w = Start(weights), g = Start(gradients), f = Start(first), s = second is null ? null : Start(second);
        for (var from = 0; from < values; from += PieceLength)
            _pieces.Add(new(_rules.Count, w + from, g + from, f + from, s is null ? null : s + from, (int)Math.Min(PieceLength, values - from)));
        _rules.Add(rule);
        return true;
    }

    /// <summary>Steps what was noted down, whose tensors must still be there, and forgets it.</summary>
    public void Run()
    {
        var threads = Math.Min(get_num_threads(), _pieces.Sum(p => (long)p.Length) / (2 * PieceLength));
        if (threads > 1)
            Parallel.For(0, _pieces.Count, new() { MaxDegreeOfParallelism = (int)threads }, i => Run(_pieces[i]));
        else
            _pieces.ForEach(Run);
        _pieces.Clear();
        _rules.Clear();
    }

    private static bool Fits(Tensor tensor) => tensor.device_type == DeviceType.CPU && tensor.dtype == ScalarType.Float32 && tensor.is_contiguous();

    // Native memory, which the collector does not move.
    private static float* Start(Tensor tensor) => (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes));

    private void Run(Piece piece)
    {
        var rule = _rules[piece.Rule];
        float* weights = piece.Weights, gradients = piece.Gradients, first = piece.First, second = piece.Second;
        var width = Vector<float>.Count;
        for (var left = piece.Length / width; left > 0; left--)
        {
            rule.Step(weights, gradients, first, second);
            weights += width;
            gradients += width;
            first += width;
            if (second is not null)
                second += width;
        }
        StepRest(rule, piece.Length % width, weights, gradients, first, second);
    }

    /// <summary>The last values, fewer than a vector's, in a place with room for one.</summary>
    private static void StepRest(TRule rule, int length, float* weights, float* gradients, float* first, float* second)
    {
        if (length == 0)
            return;
        var width = Vector<float>.Count;
        var room = stackalloc float[4 * width];
        float* w = room, g = room + width, f = first == gradients ? g : room + (2 * width), s = room + (3 * width);
        Copy(weights, w, length);
        Copy(gradients, g, length);
        Copy(first, f, length);
        if (second is not null)
            Copy(second, s, length);
        rule.Step(w, g, f, s);
        Copy(w, weights, length);
        Copy(f, first, length);
        if (second is not null)
            Copy(s, second, length);
    }

    private static void Copy(float* from, float* to, int length) => new ReadOnlySpan<float>(from, length).CopyTo(new Span<float>(to, length));

    private readonly struct Piece(int rule, float* weights, float* gradients, float* first, float* second, int length)
    {
        public readonly int Rule = rule, Length = length;
        public readonly float* Weights = weights, Gradients = gradients, First = first, Second = second;
    }
}

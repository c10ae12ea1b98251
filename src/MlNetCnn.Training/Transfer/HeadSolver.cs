using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>
/// Multinomial logistic regression on features, solved to convergence by L-BFGS (Nocedal 1980; Liu and Nocedal 1989). The objective is
/// the mean loss plus <c>penalty·s²·|W|²</c>, where s² is the mean variance of the features, so that their scale does not matter; biases
/// are free.
/// </summary>
internal sealed class HeadSolver : IDisposable
{
    /// <summary>The penalties to choose among, the strongest first.</summary>
    public static readonly double[] Penalties = [1, 0.3, 0.1, 0.03, 0.01];

    private const int MostSteps = 200;
    private const int History = 10;
    private const double SmallestGain = 1e-6; // relative to the objective
    private const double SufficientDecrease = 1e-4;
    private const int Halvings = 30;

    private readonly Tensor _features; // [n, features], centered, of a mean variance of 1
    private readonly Tensor _mean; // [1, features]
    private readonly PreparedBatch _labels;
    private readonly TrainingLoss _loss;
    private readonly double _deviation;
    private readonly int _classes;

    /// <param name="features">[n, features] as floats.</param>
    /// <param name="labels">Class numbers [n].</param>
    /// <param name="classes">How many there are.</param>
    /// <param name="loss">The loss of the logits.</param>
    public HeadSolver(Tensor features, Tensor labels, int classes, TrainingLoss loss)
    {
        (_loss, _classes) = (loss, classes);
        _labels = new PreparedBatch(features, labels);
        _mean = features.mean([0], keepdim: true).DetachFromDisposeScope();
        using var centered = features.sub(_mean);
        using var squares = centered.mul(centered);
        using var variance = squares.mean();
        _deviation = Math.Max(Math.Sqrt(variance.item<float>()), 1e-6);
        _features = centered.Over(_deviation).DetachFromDisposeScope();
    }

    /// <summary>The weights [classes, features + 1] with the bias last, of the features as they came.</summary>
    /// <param name="penalty">0 or more.</param>
    /// <param name="start">Weights to start from, as <see cref="Solve"/> gives them; null for zeros.</param>
    public Tensor Solve(double penalty, Tensor? start = null)
    {
        using var scope = NewDisposeScope();
        var theta = start is null ? zeros(_classes, _features.shape[1] + 1, device: _features.device) : ToOwn(start);
        var (value, gradient) = Objective(theta, penalty);
        var steps = new Queue<(Tensor Step, Tensor Change, double Curvature)>();
        for (var number = 0; number < MostSteps; number++)
        {
            var direction = Direction(gradient, steps);
            var slope = Dot(direction, gradient);
            if (!(slope < 0))
                break;
            var length = steps.Count == 0 ? Math.Min(1, 1 / Math.Sqrt(Dot(gradient, gradient))) : 1;
            Tensor? next = null;
            var (nextValue, nextGradient) = (double.PositiveInfinity, gradient);
            for (var halving = 0; halving < Halvings; halving++, length /= 2)
            {
                next = theta.Plus(direction, length);
                (nextValue, nextGradient) = Objective(next, penalty);
                if (nextValue <= value + (SufficientDecrease * length * slope))
                    break;
            }
            if (!(nextValue < value))
                break;
            var (step, change) = (next!.sub(theta), nextGradient.sub(gradient));
            if (Dot(step, change) is > 0 and var curvature)
                steps.Enqueue((step, change, curvature));
            if (steps.Count > History)
                steps.Dequeue();
            var gain = value - nextValue;
            (theta, value, gradient) = (next, nextValue, nextGradient);
            if (gain <= SmallestGain * Math.Max(1e-3, value))
                break;
        }
        return FromOwn(theta).MoveToOuterDisposeScope();
    }

    /// <summary>The logits [n, classes] of features by solved weights.</summary>
    public static Tensor Logits(Tensor features, Tensor weights) =>
        nn.functional.linear(features, weights.slice(1, 0, features.shape[1], 1), weights.select(1, features.shape[1]));

    public void Dispose()
    {
        _mean.Dispose();
        _features.Dispose();
    }

    private Tensor ToOwn(Tensor weights)
    {
        var (matrix, bias) = Parts(weights);
        return cat([matrix.Times(_deviation), bias.Plus(matrix.matmul(_mean.t()))], 1);
    }

    private Tensor FromOwn(Tensor weights)
    {
        var (matrix, bias) = Parts(weights);
        var raw = matrix.Over(_deviation);
        return cat([raw, bias.sub(raw.matmul(_mean.t()))], 1);
    }

    private (Tensor Matrix, Tensor Bias) Parts(Tensor weights)
    {
        var width = _features.shape[1];
        return (weights.slice(1, 0, width, 1), weights.slice(1, width, width + 1, 1));
    }

    private (double Value, Tensor Gradient) Objective(Tensor weights, double penalty)
    {
        using var scope = NewDisposeScope();
        var theta = weights.detach().requires_grad_(true);
        var matrix = Parts(theta).Matrix;
        var value = _loss.Of(Logits(_features, theta), _labels).Plus(matrix.mul(matrix).sum(), penalty);
        value.backward();
        return (value.item<float>(), theta.grad!.MoveToOuterDisposeScope());
    }

    /// <summary>The two-loop recursion: the inverse Hessian that the last steps tell of, times the gradient downwards.</summary>
    private static Tensor Direction(Tensor gradient, Queue<(Tensor Step, Tensor Change, double Curvature)> steps)
    {
        var q = gradient.neg();
        var shares = new Stack<double>();
        foreach (var (step, change, curvature) in steps.Reverse())
        {
            shares.Push(Dot(step, q) / curvature);
            q = q.Plus(change, -shares.Peek());
        }
        if (steps.LastOrDefault() is { Step: not null } last)
            q = q.Times(last.Curvature / Dot(last.Change, last.Change));
        foreach (var (step, change, curvature) in steps)
            q = q.Plus(step, shares.Pop() - (Dot(change, q) / curvature));
        return q;
    }

    private static double Dot(Tensor a, Tensor b)
    {
        using var product = a.mul(b);
        using var sum = product.sum();
        return sum.item<float>();
    }
}

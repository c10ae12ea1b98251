using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Chooses the L2 penalty of a solved layer by the loss on validation images, or by cross-validation on the training images.</summary>
internal sealed class PenaltyChoice(int classes, TrainingLoss loss, int seed, CancellationToken cancellationToken)
{
    private const int Folds = 3;
    private const int ImagesForOneFold = 20_000;
    private const int ImagesOfAClass = 5; // with fewer, folds lack classes
    private const double WithFewImages = 0.1;

    /// <param name="training">Features [views × images, features] and labels, view after view.</param>
    /// <param name="images">How many images there are in each view.</param>
    /// <param name="validation">The same of the validation images in one view, or null.</param>
    /// <returns>The penalty, and where it is chosen by cross-validation, what the layers solved for with it say of the images held out.</returns>
    public (double Penalty, HeldOutScores? HeldOut) Of((Tensor Features, Tensor Labels) training, int images, (Tensor Features, Tensor Labels)? validation)
    {
        if (validation is { } given)
            return (Best([(training, given)]).Penalty, null);
        if (images < ImagesOfAClass * classes)
            return (WithFewImages, null);
        using var generator = new Generator(RandomSeed.Of(seed, 0), CPU);
        var folds = randperm(images, generator: generator).fmod(tensor(Folds));
        var views = training.Labels.shape[0] / images;
        ((Tensor, Tensor), (Tensor, Tensor))[] parts = [.. Enumerable.Range(0, images >= ImagesForOneFold ? 1 : Folds).Select(fold =>
        {
            var isHeld = folds.eq(tensor((long)fold));
            var held = isHeld.nonzero().squeeze(1).to(training.Labels.device);
            var staying = isHeld.logical_not().repeat(views).nonzero().squeeze(1).to(training.Labels.device);
            return (Select(training, staying), Select(training, held)); // held back in the first view only
        })];
        var (penalty, solutions) = Best(parts);
        using var scope = NewDisposeScope();
        var scores = parts.Zip(solutions, (part, solution) => HeadSolver.Logits(part.Item2.Item1, solution).softmax(1)).ToArray();
        return (penalty, new(cat(scores, 0).cpu().data<float>().ToArray(), [.. cat([.. parts.Select(part => part.Item2.Item2)], 0).cpu().data<long>().Select(label => (int)label)]));
    }

    private static (Tensor, Tensor) Select((Tensor Features, Tensor Labels) rows, Tensor positions) =>
        (rows.Features.index_select(0, positions), rows.Labels.index_select(0, positions));

    // The strongest penalty whose loss is within one standard error of the least (Breiman et al. 1984).
    private (double Penalty, Tensor[] Solutions) Best(((Tensor Features, Tensor Labels) Training, (Tensor Features, Tensor Labels) Held)[] folds)
    {
        var solutions = Array.ConvertAll(HeadSolver.Penalties, _ => new List<Tensor>());
        var losses = Array.ConvertAll(HeadSolver.Penalties, _ => new List<float>());
        foreach (var (training, held) in folds)
        {
            using var scope = NewDisposeScope();
            using var solver = new HeadSolver(training.Features, training.Labels, classes, loss);
            Tensor? solved = null;
            for (var i = 0; i < losses.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                solved = solver.Solve(HeadSolver.Penalties[i], solved).MoveToOuterDisposeScope();
                solutions[i].Add(solved);
                losses[i].AddRange(nn.functional.cross_entropy(HeadSolver.Logits(held.Features, solved), held.Labels, reduction: nn.Reduction.None).cpu().data<float>());
            }
        }
        var means = Array.ConvertAll(losses, each => each.Average());
        var least = Array.IndexOf(means, means.Min());
        var error = Math.Sqrt(losses[least].Average(each => Math.Pow(each - means[least], 2)) / losses[least].Count);
        var chosen = means.TakeWhile(mean => mean > means[least] + error).Count();
        return (HeadSolver.Penalties[chosen], [.. solutions[chosen]]);
    }
}

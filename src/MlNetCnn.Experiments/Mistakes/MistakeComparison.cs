using System.Collections.Immutable;

namespace MlNetCnn.Experiments;

/// <summary>Where two models go wrong on the same test images.</summary>
internal sealed class MistakeComparison
{
    /// <exception cref="InvalidDataException">They were not tested on the same images.</exception>
    public MistakeComparison(RunTest left, RunTest right)
    {
        if (left.Score.DataHash != right.Score.DataHash || left.Images.Length != right.Images.Length)
            throw new InvalidDataException($"The runs '{left.Run.Name}' and '{right.Run.Name}' were tested on different images, so that their mistakes cannot be compared image by image.");
        (Left, Right) = (left, right);
        OnlyLeft = Where((l, r) => !l && r, left);
        OnlyRight = Where((l, r) => l && !r, right);
        Both = Where((l, r) => !l && !r, left);
        Test = PairedTest.Of([[.. left.Images.Select(i => i.Prediction.IsRight)]], [[.. right.Images.Select(i => i.Prediction.IsRight)]]);
    }

    public RunTest Left { get; }

    public RunTest Right { get; }

    /// <summary>The images that only the left one takes for another class, the surest first.</summary>
    public ImmutableArray<int> OnlyLeft { get; }

    /// <summary>The images that only the right one takes for another class, the surest first.</summary>
    public ImmutableArray<int> OnlyRight { get; }

    /// <summary>The images that both take for another class, those first that the left one is surest of.</summary>
    public ImmutableArray<int> Both { get; }

    /// <summary>Whether they differ by more than chance.</summary>
    public PairedTest Test { get; }

    private ImmutableArray<int> Where(Func<bool, bool, bool> isSo, RunTest surest) =>
    [
        .. Left.Images.Where(i => isSo(i.Prediction.IsRight, Right.Images[i.Index].Prediction.IsRight)).Select(i => i.Index)
            .OrderByDescending(i => surest.Images[i].Prediction.Confidence).ThenBy(i => i),
    ];
}

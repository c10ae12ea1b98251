using System.Collections.Immutable;

namespace MlNetCnn.Experiments;

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

    /// <summary>Images that only the left model misclassifies, most confident first.</summary>
    public ImmutableArray<int> OnlyLeft { get; }

    /// <summary>Images that only the right model misclassifies, most confident first.</summary>
    public ImmutableArray<int> OnlyRight { get; }

    /// <summary>Images that both misclassify, by the left model's confidence.</summary>
    public ImmutableArray<int> Both { get; }

    public PairedTest Test { get; }

    private ImmutableArray<int> Where(Func<bool, bool, bool> isSo, RunTest surest) =>
    [
        .. Left.Images.Where(i => isSo(i.Prediction.IsRight, Right.Images[i.Index].Prediction.IsRight)).Select(i => i.Index)
            .OrderByDescending(i => surest.Images[i].Prediction.Confidence).ThenBy(i => i),
    ];
}

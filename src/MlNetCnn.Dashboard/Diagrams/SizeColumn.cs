using System.Collections.Immutable;

namespace MlNetCnn.Dashboard;

/// <summary>
/// Parts of two networks with the same height and width (null for flat vectors), aligned; null where a network has none here.
/// </summary>
internal sealed record SizeColumn(Size2d? Size, ImmutableArray<SizeRun?> Runs)
{
    public double From { get; init; }

    public double To { get; init; }

    /// <summary>Aligns as many sizes of two networks as possible, keeping the order of both, even where a size grows again.</summary>
    public static ImmutableArray<SizeColumn> Align(ImmutableArray<SizeRun> first, ImmutableArray<SizeRun> second)
    {
        // Table of the longest common subsequence, from the end.
        var shared = new int[first.Length + 1, second.Length + 1];
        for (var i = first.Length - 1; i >= 0; i--)
        {
            for (var j = second.Length - 1; j >= 0; j--)
                shared[i, j] = first[i].Size == second[j].Size ? shared[i + 1, j + 1] + 1 : Math.Max(shared[i + 1, j], shared[i, j + 1]);
        }
        var columns = ImmutableArray.CreateBuilder<SizeColumn>();
        for (int i = 0, j = 0; i < first.Length || j < second.Length;)
        {
            if (i < first.Length && j < second.Length && first[i].Size == second[j].Size)
                columns.Add(new SizeColumn(first[i].Size, [first[i++], second[j++]]));
            else if (IsFirstNext(i, j))
                columns.Add(new SizeColumn(first[i].Size, [first[i++], null]));
            else
                columns.Add(new SizeColumn(second[j].Size, [null, second[j++]]));
        }
        return columns.ToImmutable();

        // Where either may come next, the larger size does.
        bool IsFirstNext(int i, int j) => i < first.Length
            && (j == second.Length || shared[i + 1, j] > shared[i, j + 1]
                || shared[i + 1, j] == shared[i, j + 1] && (first[i].Size?.Area ?? 0) >= (second[j].Size?.Area ?? 0));
    }
}

using System.Collections.Immutable;

namespace MlNetCnn.Dashboard;

/// <summary>What two networks have of one height and width, facing each other.</summary>
/// <param name="Size">The height and width, or null for flat vectors.</param>
/// <param name="Runs">Each network's run of it, or null where it has none here.</param>
internal sealed record SizeColumn(Size2d? Size, ImmutableArray<SizeRun?> Runs)
{
    /// <summary>The left edge.</summary>
    public double From { get; init; }

    /// <summary>The right edge.</summary>
    public double To { get; init; }

    /// <summary>
    /// Puts two networks side by side so that as many sizes as can be face each other and both keep their order, also where one grows again.
    /// </summary>
    public static ImmutableArray<SizeColumn> Align(ImmutableArray<SizeRun> first, ImmutableArray<SizeRun> second)
    {
        // How many sizes can still be shared from here on: the longest common subsequence.
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

namespace MlNetCnn;

/// <summary>Splits images into parts so that each has its share of every class, and no group lies in two.</summary>
internal static class GroupedPositions
{
    /// <summary>The part of each image.</summary>
    /// <param name="labels">The class of each image.</param>
    /// <param name="groups">The group of each image; none, or an empty group, for images on their own.</param>
    /// <param name="weights">How large each part is to be, relative to the others.</param>
    /// <param name="seed">The same seed gives the same parts.</param>
    public static int[] Parts(IReadOnlyList<int> labels, IReadOnlyList<string> groups, double[] weights, int seed)
    {
        var together = Enumerable.Range(0, labels.Count).GroupBy(i => Group(groups, i), StringComparer.Ordinal).Select(group => group.ToArray()).ToArray();
        new Random(seed).Shuffle(together);
        var classes = labels.Max() + 1;
        var totals = new double[classes];
        foreach (var label in labels)
            totals[label]++;
        var (counts, sizes, parts) = (new double[weights.Length, classes], new double[weights.Length], new int[labels.Count]);
        // Large groups first: small ones even out what they leave. Class by class, so that what a class leaves over goes to the smallest parts.
        foreach (var group in together.OrderByDescending(group => group.Length).ThenBy(group => labels[group[0]]))
        {
            var own = group.CountBy(i => labels[i]).ToArray();
            var part = Enumerable.Range(0, weights.Length).MinBy(p => (Cost(p, own), sizes[p] / weights[p]));
            foreach (var (label, count) in own)
                counts[part, label] += count;
            sizes[part] += group.Length;
            foreach (var i in group)
                parts[i] = part;
        }
        return parts;

        // What a group adds to the squares of each class's shares in a part; their sum is least where all parts have the shares they are to have.
        double Cost(int part, IEnumerable<KeyValuePair<int, int>> own) =>
            own.Sum(o => o.Value * (2 * counts[part, o.Key] + o.Value) / (totals[o.Key] * totals[o.Key])) / weights[part];
    }

    /// <summary>The positions that stay and those kept back, both in ascending order; every class has images that stay.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is out of its range.</exception>
    public static (int[] Staying, int[] Kept) Split(IReadOnlyList<int> labels, IReadOnlyList<string> groups, double fraction, int seed)
    {
        if (fraction is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "The share kept back must be above 0 and below 1.");
        var parts = Parts(labels, groups, [1 - fraction, fraction], seed);
        var trained = Where(parts, part => part == 0).Select(i => labels[i]).ToHashSet();
        var needed = Where(parts, part => part == 1).Where(i => !trained.Contains(labels[i])).Select(i => Group(groups, i)).ToHashSet(StringComparer.Ordinal);
        foreach (var i in Where(parts, part => part == 1).Where(i => needed.Contains(Group(groups, i))).ToArray())
            parts[i] = 0;
        return ([.. Where(parts, part => part == 0)], [.. Where(parts, part => part == 1)]);
    }

    public static IEnumerable<int> Where(int[] parts, Func<int, bool> isWanted) => Enumerable.Range(0, parts.Length).Where(i => isWanted(parts[i]));

    private static string Group(IReadOnlyList<string> groups, int image) => groups.Count > 0 && groups[image].Length > 0 ? groups[image] : $"\0{image}";
}

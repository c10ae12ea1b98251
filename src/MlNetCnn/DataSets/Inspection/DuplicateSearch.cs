using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>Finds images that are the same byte for byte, by the hashes of their contents.</summary>
internal static class DuplicateSearch
{
    public static ImmutableArray<DuplicateImages> Of(IReadOnlyList<(string Name, ImageSplit Images)> splits, CancellationToken cancellationToken)
    {
        var first = new Dictionary<UInt128, (int Split, int Index)>();
        var groups = new Dictionary<UInt128, List<DuplicateImage>>(); // only what is there twice
        for (var s = 0; s < splits.Count; s++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var i = 0; i < splits[s].Images.Count; i++)
            {
                var hash = splits[s].Images.Origins[i].ContentHash;
                if (first.TryAdd(hash, (s, i)))
                    continue;
                if (!groups.TryGetValue(hash, out var group))
                    groups.Add(hash, group = [Image(splits[first[hash].Split], first[hash].Index)]);
                group.Add(Image(splits[s], i));
            }
        }
        return [.. groups.Values.Select(group => new DuplicateImages([.. group]))];
    }

    private static DuplicateImage Image((string Name, ImageSplit Images) split, int i) =>
        new(split.Name, i, split.Images.Paths.IsEmpty ? null : split.Images.Paths[i], split.Images.ClassNames[split.Images.Labels[i]]);
}

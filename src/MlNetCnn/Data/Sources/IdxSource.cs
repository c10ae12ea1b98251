using System.Globalization;
using System.IO.Hashing;

namespace MlNetCnn;

/// <summary>IDX files whose images are to get another size or number of channels.</summary>
internal sealed class IdxSource(string path, ImageSet train, ImageSet? test) : ImageSource(path)
{
    public override ImageDataFormat Format => ImageDataFormat.Idx;

    public override long? Count => train.Count + (test?.Count ?? 0);

    public override bool AllowsUnusedClasses => true;

    public override void AddIdentity(XxHash128 hash)
    {
        foreach (var set in new[] { train, test })
        {
            hash.AppendText($"{set?.Shape}|{set?.Count}|{string.Join('\0', set?.ClassNames ?? [])}|");
            hash.Append(set is null ? [] : set.Pixels.Span);
            hash.AppendText(set is null ? "" : string.Join(',', set.Labels));
        }
    }

    public override IEnumerable<ImageEntry> Read(CancellationToken cancellationToken)
    {
        foreach (var (set, split) in new[] { (train, SplitKind.Train), (test, SplitKind.Test) })
        {
            for (var i = 0; i < (set?.Count ?? 0); i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var pixels = set!.Pixels.Slice(i * set.Shape.Elements, set.Shape.Elements);
                yield return new ImageEntry("", string.Create(CultureInfo.InvariantCulture, $"{(int)split}/{set.Labels[i]}"), pixels) { Raw = set.Shape };
            }
        }
    }

    public override ImageClasses Classes(IReadOnlyCollection<string> groups) => new(train.ClassNames, groups.ToDictionary(
        group => group, group => ((SplitKind)(group[0] - '0'), train.ClassNames[int.Parse(group.AsSpan(2), CultureInfo.InvariantCulture)])));
}

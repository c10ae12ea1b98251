using System.Collections.Immutable;
using System.Globalization;
using System.IO.Hashing;

namespace MlNetCnn;

/// <summary>IDX files.</summary>
internal sealed class IdxSource : ImageSource
{
    private readonly Lazy<(ImageSet Train, ImageSet? Test)> _sets;

    private IdxSource(FileTree tree, IdxFiles files)
        : base(tree) => (_sets, Notes) = (new(files.Load), files.Notes);

    public static ImageFormat Known { get; } = new(
        ImageDataFormat.Idx, "IDX files", "IDX files as MNIST and EMNIST have them", (tree, _) => IdxFiles.Of(tree) is { } files ? new IdxSource(tree, files) : null);

    public override ImageFormat Format => Known;

    public override long? Count => _sets.Value.Train.Count + (_sets.Value.Test?.Count ?? 0);

    public override bool AllowsUnusedClasses => true;

    public override bool IsPlain => true;

    public override ImmutableArray<string> Notes { get; }

    public override (ImageSet Train, ImageSet? Test)? Unchanged(ImageLoading options)
    {
        var shape = _sets.Value.Train.Shape;
        return (options.Size is not { } size || size == new Size2d(shape.Height, shape.Width)) && (options.Channels ?? shape.Channels) == shape.Channels ? _sets.Value : null;
    }

    public override void AddIdentity(XxHash128 hash)
    {
        foreach (var set in new[] { _sets.Value.Train, _sets.Value.Test })
        {
            hash.AppendText($"{set?.Shape}|{set?.Count}|{string.Join('\0', set?.ClassNames ?? [])}|");
            hash.Append(set is null ? [] : set.Pixels.Span);
            hash.AppendText(set is null ? "" : string.Join(',', set.Labels));
        }
    }

    public override IEnumerable<ImageEntry> Read(CancellationToken cancellationToken)
    {
        foreach (var (set, split) in new[] { (_sets.Value.Train, SplitKind.Train), (_sets.Value.Test, SplitKind.Test) })
        {
            for (var i = 0; i < (set?.Count ?? 0); i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var pixels = set!.Pixels.Slice(i * set.Shape.Elements, set.Shape.Elements);
                yield return new ImageEntry("", string.Create(CultureInfo.InvariantCulture, $"{(int)split}/{set.Labels[i]}"), pixels) { Raw = set.Shape };
            }
        }
    }

    public override ImageClasses Classes(IReadOnlyCollection<string> groups)
    {
        var names = _sets.Value.Train.ClassNames;
        return new(names, groups.ToDictionary(group => group, group => ((SplitKind)(group[0] - '0'), names[int.Parse(group.AsSpan(2), CultureInfo.InvariantCulture)])));
    }
}

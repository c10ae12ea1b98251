using System.Text;

namespace MlNetCnn;

/// <summary>A text that lists images of a split: a path a line, or a path and a label.</summary>
internal sealed class FileList
{
    private const int Looked = 20;

    private static readonly char[] Separators = [' ', '\t', ',', ';'];

    private readonly IReadOnlyDictionary<string, TreeFile> _images;
    private readonly string[] _lines;

    // What the paths in the list have before them that those in the tree have not, in parts, and the other way round.
    private readonly int _skipped;
    private readonly string _prefix;

    private FileList(TreeFile file, SplitKind split, IReadOnlyDictionary<string, TreeFile> images, string[] lines, int skipped, string prefix)
    {
        (File, Split, _images, _lines, _skipped, _prefix) = (file, split, images, lines, skipped, prefix);
        HasLabels = lines.Take(Looked).Select(Parse).Where(line => line.Image is not null).All(line => line.Label is not null);
    }

    public TreeFile File { get; }

    public SplitKind Split { get; }

    /// <summary>Whether each line has a label besides the path.</summary>
    public bool HasLabels { get; }

    public int Count => _lines.Length;

    /// <summary>The lines: the image (null where there is none), what is said of it, and the label.</summary>
    public IEnumerable<(TreeFile? Image, string Path, string? Label)> Lines => _lines.Select(Parse);

    /// <summary>The list that a text is; null where at least half of its first lines name no images of the tree.</summary>
    /// <param name="file">The text.</param>
    /// <param name="split">What its images are for.</param>
    /// <param name="images">The images by their names without the ending.</param>
    /// <param name="lines">Its lines.</param>
    public static FileList? Of(TreeFile file, SplitKind split, IReadOnlyDictionary<string, TreeFile> images, string[] lines)
    {
        foreach (var path in lines.Take(Looked).SelectMany(Candidates))
        {
            var parts = Parts(path);
            for (var skipped = 0; skipped < parts.Length; skipped++)
            {
                var end = Stem(string.Join('/', parts[skipped..]));
                var found = images.ContainsKey(end) ? [end] : images.Keys.Where(name => name.EndsWith($"/{end}", StringComparison.Ordinal)).Take(2).ToArray();
                if (found.Length != 1)
                    continue;
                var list = new FileList(file, split, images, lines, skipped, found[0][..^end.Length]);
                if (2 * list.Lines.Take(Looked).Count(line => line.Image is not null) >= Math.Min(Looked, lines.Length))
                    return list;
            }
        }
        return null;
    }

    /// <summary>The lines of a text but for comments.</summary>
    public static string[] Read(TreeFile file, long limit) => [.. Encoding.UTF8.GetString(file.Load(limit)().Span)
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#')).Select(line => line.Trim('\uFEFF'))];

    /// <summary>Whether most of a text's first lines name image files, there or not.</summary>
    public static bool NamesImages(string[] lines) => 2 * lines.Take(Looked).Count(line => Candidates(line).Any(FileKinds.IsImage)) > Math.Min(Looked, lines.Length);

    /// <summary>A file's name without the ending of images.</summary>
    public static string Stem(string name) => FileKinds.IsImage(name) ? name[..name.LastIndexOf('.')] : name;

    private (TreeFile? Image, string Path, string? Label) Parse(string line)
    {
        foreach (var path in Candidates(line))
        {
            if (Find(path) is { } image)
                return (image, path, path.Length < line.Length ? line[path.Length..].Split(Separators, StringSplitOptions.RemoveEmptyEntries)[0] : null);
        }
        return (null, line, null);
    }

    private TreeFile? Find(string path) =>
        Parts(path) is var parts && parts.Length > _skipped ? _images.GetValueOrDefault(_prefix + Stem(string.Join('/', parts[_skipped..]))) : null;

    // The whole line, what is before the last separator, what is before the first.
    private static IEnumerable<string> Candidates(string line)
    {
        yield return line;
        foreach (var end in new[] { line.LastIndexOfAny(Separators), line.IndexOfAny(Separators) })
        {
            if (end > 0)
                yield return line[..end].TrimEnd(Separators);
        }
    }

    private static string[] Parts(string path) => [.. path.Replace('\\', '/').Split('/').Where(part => part.Length > 0 && part != ".")];
}

using System.Collections.Immutable;

namespace MlNetCnn.Cli;

/// <summary>Expands arguments to image files: files, folders (recursively) and patterns.</summary>
internal sealed class ImagePaths
{
    private readonly UnsupportedTally _unsupported = new();

    /// <exception cref="FileNotFoundException">An argument means no file.</exception>
    public ImagePaths(IEnumerable<string> arguments) => Files = [.. arguments.SelectMany(Expand)];

    public IReadOnlyList<string> Files { get; }

    /// <summary>Unsupported files found in the folders.</summary>
    public ImmutableArray<UnsupportedFiles> Unsupported => _unsupported.Files;

    private IEnumerable<string> Expand(string argument)
    {
        if (File.Exists(argument))
            return [argument];
        if (Directory.Exists(argument))
            return Found(argument, "*", SearchOption.AllDirectories, $"The folder '{argument}' has no image files ({EncodedImage.Kinds})");
        var pattern = Path.GetFileName(argument);
        var folder = Path.GetDirectoryName(argument) is { Length: > 0 } parent ? parent : ".";
        return pattern.AsSpan().ContainsAny('*', '?') && Directory.Exists(folder)
            ? Found(folder, pattern, SearchOption.TopDirectoryOnly, $"No image file fits '{argument}'")
            : throw new FileNotFoundException($"There is no image file or folder '{argument}'.", argument);
    }

    private string[] Found(string folder, string pattern, SearchOption depth, string nothing)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, pattern, depth)
            .Where(file => IsImage(Path.GetRelativePath(folder, file), file))
            .Select(file => folder == "." && file.StartsWith("./", StringComparison.Ordinal) ? file[2..] : file)
            .Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new FileNotFoundException($"{nothing}{(Unsupported.IsEmpty ? "" : $": {UnsupportedFiles.Describe(Unsupported)}")}.", folder);
    }

    private bool IsImage(string below, string file)
    {
        if (FileKinds.IsInJunk(below.Replace(Path.DirectorySeparatorChar, '/')))
            return false;
        var kind = FileKinds.Of(file, new FileInfo(file));
        if (kind == FileKind.Unsupported)
            _unsupported.Add(file);
        return kind == FileKind.Image;
    }
}

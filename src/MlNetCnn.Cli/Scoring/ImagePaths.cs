namespace MlNetCnn.Cli.Scoring;

/// <summary>The image files that arguments mean: files as such, folders with all images below them, patterns.</summary>
internal static class ImagePaths
{
    /// <exception cref="FileNotFoundException">An argument means no file.</exception>
    public static IReadOnlyList<string> Expand(IEnumerable<string> arguments) => [.. arguments.SelectMany(Expand)];

    private static IEnumerable<string> Expand(string argument)
    {
        if (File.Exists(argument))
            return [argument];
        if (Directory.Exists(argument))
            return Found(argument, "*", SearchOption.AllDirectories, $"The folder '{argument}' has no image files (png, jpeg, webp, bmp, gif).");
        var pattern = Path.GetFileName(argument);
        var folder = Path.GetDirectoryName(argument) is { Length: > 0 } parent ? parent : ".";
        return pattern.AsSpan().ContainsAny('*', '?') && Directory.Exists(folder)
            ? Found(folder, pattern, SearchOption.TopDirectoryOnly, $"No image file fits '{argument}'.")
            : throw new FileNotFoundException($"There is no image file or folder '{argument}'.", argument);
    }

    private static string[] Found(string folder, string pattern, SearchOption depth, string nothing)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, pattern, depth)
            .Where(ImageFile.HasImageName)
            .Select(file => folder == "." && file.StartsWith("./", StringComparison.Ordinal) ? file[2..] : file)
            .Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new FileNotFoundException(nothing, folder);
    }
}

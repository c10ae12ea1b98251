using System.Text;

namespace MlNetCnn;

/// <summary>Annotations in COCO's JSON: lists of images, annotations and categories.</summary>
internal static class CocoFormat
{
    private const int MostTables = 16;
    private const int StartBytes = 1 << 16;

    private static readonly string[] Keys = ["\"annotations\"", "\"categories\"", "\"file_name\""];

    public static RefusedFormat Known { get; } = new("annotations of objects in COCO's format", tree => LooseImages.Of(tree) is null ? null
        : tree.Files.Where(file => file.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)).Take(MostTables).FirstOrDefault(IsCoco)?.Name);

    // A large file names its categories at the end only.
    private static bool IsCoco(TreeFile file)
    {
        var text = Encoding.UTF8.GetString(file.Start(StartBytes));
        return text.TrimStart('\uFEFF', ' ', '\r', '\n', '\t').StartsWith('{') && text.Contains("\"images\"", StringComparison.Ordinal)
            && Keys.Any(key => text.Contains(key, StringComparison.Ordinal));
    }
}

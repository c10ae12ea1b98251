using System.Globalization;

namespace MlNetCnn;

/// <summary>Boxes as YOLO has them: a text beside each image with lines of a class and numbers from 0 to 1.</summary>
internal static class YoloFormat
{
    private const int LeastNumbers = 5;

    public static RefusedFormat Known { get; } = new("boxes around objects in YOLO's format", tree => LooseImages.Of(tree)?.BesideThem(tree, ".txt", IsYolo));

    private static bool IsYolo(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [var first, ..]
        && first.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: >= LeastNumbers } parts
        && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out _)
        && parts[1..].All(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 1);
}

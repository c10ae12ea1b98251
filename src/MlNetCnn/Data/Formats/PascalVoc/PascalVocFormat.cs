namespace MlNetCnn;

/// <summary>Boxes as Pascal VOC has them: an XML file for each image.</summary>
internal static class PascalVocFormat
{
    public static RefusedFormat Known { get; } = new("boxes around objects in Pascal VOC's format", tree => LooseImages.Of(tree)?.BesideThem(tree, ".xml", text =>
        text.Contains("<annotation", StringComparison.Ordinal) && text.Contains("<bndbox", StringComparison.Ordinal)));
}

namespace MlNetCnn;

/// <summary>The drawn shapes of this repository (data/README.md).</summary>
internal static class BundledShapes
{
    public static DataSetEntry Entry { get; } = new(
        "bundled",
        "Drawn shapes, filled or as outlines, at random places, sizes and angles.",
        "MIT",
        "comes along; drawn by mlnetcnn data generate",
        ["circle", "triangle", "square", "pentagon", "star", "cross", "heart", "arrow", "crescent", "drop"],
        new(1, 28, 28),
        TrainImages: 6000,
        TestImages: 1000);
}

namespace MlNetCnn.Dashboard;

/// <summary>The picture URLs of an image and its augmented variants.</summary>
internal sealed record AugmentationRow(string Class, string Original, IReadOnlyList<string> Variants);

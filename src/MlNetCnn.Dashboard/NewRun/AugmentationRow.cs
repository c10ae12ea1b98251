namespace MlNetCnn.Dashboard;

/// <summary>An image as it is, and as training would see it.</summary>
/// <param name="Class">The name of its class.</param>
/// <param name="Original">The address of its picture.</param>
/// <param name="Variants">The addresses of its pictures after augmentation.</param>
internal sealed record AugmentationRow(string Class, string Original, IReadOnlyList<string> Variants);

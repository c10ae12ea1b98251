namespace MlNetCnn.Experiments;

/// <summary>Images as training would see them.</summary>
/// <param name="Variants">For each time they were drawn N·C·H·W bytes.</param>
internal sealed record AugmentationAnswer(byte[][] Variants);

namespace MlNetCnn.Experiments;

/// <summary>Augmented images: N·C·H·W bytes for each variant.</summary>
internal sealed record AugmentationAnswer(byte[][] Variants);

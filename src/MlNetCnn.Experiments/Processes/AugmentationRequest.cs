namespace MlNetCnn.Experiments;

/// <summary>Images to augment as training would.</summary>
/// <param name="Pixels">N·C·H·W bytes, the images one after another.</param>
/// <param name="Shape">The shape of one: channels, height and width.</param>
/// <param name="Settings">Augmentation, normalization and seed by their names in the registry.</param>
/// <param name="Variants">How many times each is drawn.</param>
internal sealed record AugmentationRequest(byte[] Pixels, int[] Shape, IReadOnlyDictionary<string, string> Settings, int Variants);

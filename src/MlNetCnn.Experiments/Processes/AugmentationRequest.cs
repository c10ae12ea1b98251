namespace MlNetCnn.Experiments;

/// <summary>
/// Images to augment as in training: N·C·H·W bytes; the shape is channels, height, width; each image is drawn as many times as there are
/// variants.
/// </summary>
internal sealed record AugmentationRequest(byte[] Pixels, int[] Shape, IReadOnlyDictionary<string, string> Settings, int Variants);

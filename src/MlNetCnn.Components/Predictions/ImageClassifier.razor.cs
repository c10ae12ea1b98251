namespace MlNetCnn.Components;

/// <summary>
/// Classifies images that are dropped or chosen: the classes with their probabilities, and whether the image is unknown, where the model tells
/// that. Images are decoded, turned and resized as <see cref="ImageFile"/> does, on the server, and are not kept. It needs an interactive
/// render mode.
/// </summary>
/// <example><code>&lt;ImageClassifier Scorer="scorer" /&gt;</code></example>
public sealed partial class ImageClassifier;

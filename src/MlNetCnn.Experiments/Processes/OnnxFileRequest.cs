namespace MlNetCnn.Experiments;

/// <summary>An ONNX file to look into.</summary>
/// <param name="Path">Where it lies, alone in its folder.</param>
/// <param name="Input">The shape of one image, where the file leaves it open; else null.</param>
/// <param name="Layout">The order in which it takes an image's values.</param>
internal sealed record OnnxFileRequest(string Path, TensorShape? Input, ImageLayout Layout);

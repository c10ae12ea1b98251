namespace MlNetCnn.Experiments;

/// <summary>An image to explain by Grad-CAM.</summary>
/// <param name="Model">The path of the model's .onnx file.</param>
/// <param name="Pixels">C·H·W values, on the scale of the model's preprocessing.</param>
/// <param name="Class">The class, counted from 0; null for the likeliest.</param>
/// <param name="Layer">The layer's path; null for the last with feature maps.</param>
internal sealed record GradCamRequest(string Model, float[] Pixels, int? Class, string? Layer);

namespace MlNetCnn;

/// <summary><c>x·Φ(x)</c> with the exact normal distribution Φ (Hendrycks and Gimpel 2016), element by element. As PyTorch's <c>nn.GELU</c>.</summary>
public sealed record GELU : Layer;

namespace MlNetCnn;

/// <summary><c>x·sigmoid(x)</c>, also called swish, element by element. As PyTorch's <c>nn.SiLU</c>.</summary>
public sealed record SiLU : Layer;

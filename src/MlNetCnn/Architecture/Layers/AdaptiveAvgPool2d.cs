namespace MlNetCnn;

/// <summary>The mean over windows chosen so that any <c>C×H×W</c> becomes <c>C×Output</c>; with 1, the global average (Lin et al. 2013).</summary>
/// <remarks>As PyTorch's <c>nn.AdaptiveAvgPool2d</c>.</remarks>
/// <param name="Output">Height and width out, at least 1.</param>
public sealed record AdaptiveAvgPool2d([property: Within(1)] Size2d Output) : Layer;

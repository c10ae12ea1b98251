namespace MlNetCnn;

/// <summary>What PyTorch's autograd keeps of a layer until backward.</summary>
/// <param name="Input">Its input.</param>
/// <param name="Output">Its output.</param>
/// <param name="Bytes">Further bytes an image.</param>
internal readonly record struct SavedActivations(bool Input = false, bool Output = false, long Bytes = 0);

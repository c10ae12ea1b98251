namespace MlNetCnn;

/// <summary>How the weights of convolutions and linear layers start. Biases start as PyTorch's do, uniform in ±1/√fan-in, except where said.</summary>
public enum WeightInitialization
{
    /// <summary>PyTorch's default: uniform in ±1/√fan-in.</summary>
    Default,

    /// <summary>Uniform in ±√(6/(fan-in + fan-out)), as the book's networks start (Glorot and Bengio 2010).</summary>
    Xavier,

    /// <summary>Normal with standard deviation √(2/fan-out) for convolutions, as the convolutions of torchvision's ResNets and VGGs start (He et al. 2015); linear layers and those for the classes as <see cref="Default"/>.</summary>
    Kaiming,

    /// <summary>Normal with standard deviation 0.02, cut at two of them, biases 0, as ConvNeXts start (Liu et al. 2022; torchvision's cuts further out).</summary>
    TruncatedNormal,
}
